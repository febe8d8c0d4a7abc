using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using nanoFramework.TestFramework;

namespace HardwareTests.Support;

/// <summary>
/// A server on the board's own loopback, on sockets: takes one request, answers it byte for byte as a test says, and sees how the
/// client leaves. Needs no network.
/// </summary>
internal sealed class LoopbackServer
{
    private const int PatienceMs = 60000;

    private readonly Socket _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ManualResetEvent _left = new ManualResetEvent(false);
    private readonly string _head;
    private readonly int _bodyBytes;
    private readonly bool _closes;

    private LoopbackServer(string head, int bodyBytes, bool closes)
    {
        _head = head;
        _bodyBytes = bodyBytes;
        _closes = closes;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(1);
        Origin = "http://127.0.0.1:" + ((IPEndPoint)_listener.LocalEndPoint).Port.ToString();
    }

    /// <summary>Where it listens.</summary>
    internal string Origin { get; }

    /// <summary>The request as it came, once it is whole.</summary>
    internal string Request { get; private set; } = "";

    /// <summary>Answers with a status and a body of so many zeros; leaves the connection to the client.</summary>
    internal static LoopbackServer Answering(int status, int bodyBytes)
    {
        return Started("HTTP/1.1 " + status.ToString() + " Said\r\nContent-Length: " + bodyBytes.ToString() + "\r\n\r\n", bodyBytes, false);
    }

    /// <summary>Answers with this, as it is, and waits for the client to leave.</summary>
    internal static LoopbackServer Saying(string answer)
    {
        return Started(answer, 0, false);
    }

    /// <summary>Closes the connection when it has the request.</summary>
    internal static LoopbackServer HangingUp()
    {
        return Started("", 0, true);
    }

    /// <summary>An address at which nobody listens any more.</summary>
    internal static string AbandonedOrigin()
    {
        LoopbackServer server = new LoopbackServer("", 0, true);
        server._listener.Close();
        return server.Origin;
    }

    /// <summary>Whether the client closes its connection within the time.</summary>
    internal bool ClientLeaves(int longestMs)
    {
        return _left.WaitOne(longestMs, false);
    }

    private static LoopbackServer Started(string head, int bodyBytes, bool closes)
    {
        try
        {
            LoopbackServer server = new LoopbackServer(head, bodyBytes, closes);
            new Thread(server.Serve).Start();
            return server;
        }
        catch (SocketException e)
        {
            Assert.SkipTest("no loopback here: " + e.ErrorCode.ToString());
            return null;
        }
    }

    private void Serve()
    {
        using (_listener)
        using (Socket client = _listener.Accept())
        {
            client.ReceiveTimeout = PatienceMs;
            try
            {
                Request = ReadRequest(client);
                if (_closes) return;
                Answer(client);
                while (client.Receive(new byte[64]) > 0)
                {
                }
            }
            catch (SocketException e)
            {
                // A client that leaves while something is on its way to it breaks the connection; one that stays is told by the time limit.
                if (e.ErrorCode == (int)SocketError.TimedOut) return;
            }
            _left.Set();
        }
    }

    private void Answer(Socket client)
    {
        client.Send(Bytes.Of(_head));
        byte[] piece = new byte[1024];
        for (int left = _bodyBytes; left > 0; left -= piece.Length) client.Send(piece, left < piece.Length ? left : piece.Length, SocketFlags.None);
    }

    /// <summary>Reads to the end of the body that Content-Length announces.</summary>
    private static string ReadRequest(Socket client)
    {
        byte[] buffer = new byte[1024];
        string request = "";
        while (!IsWhole(request))
        {
            int count = client.Receive(buffer);
            if (count <= 0) return request;
            byte[] part = new byte[count];
            Array.Copy(buffer, 0, part, 0, count);
            request += Bytes.Text(part);
        }
        return request;
    }

    private static bool IsWhole(string request)
    {
        int body = request.IndexOf("\r\n\r\n") + 4;
        int length = request.ToLower().IndexOf("content-length: ") + 16;
        if (body < 4 || length < 16) return false;
        return request.Length - body >= int.Parse(request.Substring(length, request.IndexOf("\r", length) - length));
    }
}
