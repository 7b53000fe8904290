import { defineConfig } from './harness/index.ts'

/** How submissions are found, built and run here. Every value can be changed; see `harness/config/`. */
export default defineConfig({
  specs: ['specs'],
  references: 'reference',
  fixtures: 'fixtures',
  languages: {
    python: {
      extensions: ['.py'],
      locate: ['python3', '-c', 'import sys; print(sys.executable)'],
      run: ['python3', '{entry}'],
      environment: { PYTHONUNBUFFERED: '1' },
    },
    node: { extensions: ['.js', '.mjs', '.cjs'], run: ['node', '{entry}'] },
    typescript: { extensions: ['.ts', '.mts'], run: ['{harness-node}', '{entry}'] },
    java: {
      extensions: ['.java'],
      // Compiled for a start, and not for hours: that takes half of the time.
      build: [
        [
          'javac',
          '-J-XX:TieredStopAtLevel=1',
          '-J-XX:+UseSerialGC',
          '-encoding',
          'UTF-8',
          '-d',
          '{out}',
          '-sourcepath',
          '{dir}',
          '{entry}',
        ],
      ],
      run: ['java', '-cp', '{out}', '{class}'],
    },
    c: {
      extensions: ['.c'],
      build: [['cc', '-pthread', '-o', '{out}/{name}', '{sources}', '-lm']],
      run: ['{out}/{name}'],
    },
    cpp: {
      extensions: ['.cpp', '.cc', '.cxx'],
      build: [['g++', '-pthread', '-o', '{out}/{name}', '{sources}']],
      run: ['{out}/{name}'],
    },
    perl: { extensions: ['.pl'], run: ['perl', '{entry}'] },
    ruby: { extensions: ['.rb'], run: ['ruby', '{entry}'] },
    make: {
      files: ['GNUmakefile', 'makefile', 'Makefile'],
      build: [['make', '-B', '{target}']],
      run: ['{entry}'],
    },
    script: { extensions: [''], run: ['{entry}'] },
  },
})
