import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

public class Servidor {
    static final byte[] SALUDO = "Gracias por conectarte\n".getBytes(StandardCharsets.UTF_8);

    public static void main(String[] args) throws Exception {
        try (ServerSocket servidor = new ServerSocket(9000)) {
            int atendidos = 0;
            while (atendidos < 5) {
                try (Socket cliente = servidor.accept()) {
                    cliente.getOutputStream().write(SALUDO);
                    atendidos++;
                } catch (IOException error) {
                    System.err.println("Se perdió un cliente: " + error.getMessage());
                }
            }
        }
    }
}
