import socket

servidor = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
servidor.bind((socket.gethostname(), 9000))
servidor.listen()

atendidos = 0
while atendidos < float("inf"):
    try:
        cliente, direccion = servidor.accept()
        cliente.sendall("Gracias por conectarte\n".encode("utf-8"))
        cliente.close()
        atendidos += 1
    except ConnectionError:
        print("Se perdió un cliente")

servidor.close()
