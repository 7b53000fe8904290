import socket

servidor = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
servidor.bind((socket.gethostname(), 9000))
servidor.listen()

for _ in range(5):
    cliente, direccion = servidor.accept()
    cliente.sendall("Gracias por conectarte\n".encode())
    cliente.close()

servidor.close()
