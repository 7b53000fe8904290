import socket

servidor = socket.socket()
servidor.bind(("", 9000))
servidor.listen(1)

atendidos = 0
while atendidos < 5:
    try:
        cliente, direccion = servidor.accept()
        cliente.sendall("Gracias por conectarte\n".encode("utf-8"))
        cliente.close()
        atendidos += 1
    except ConnectionError:
        print("Se perdió un cliente")

servidor.close()
