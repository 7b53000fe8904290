// A course's own folder: what is left out here (languages, limits, lab) is as Enchufe has it.
export default {
  specs: ['specs'],
  references: 'reference',
  fixtures: 'fixtures',
}
