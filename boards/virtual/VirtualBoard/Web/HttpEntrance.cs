using System.Globalization;
using System.Text;
using VirtualBoard.Network.Sockets;

namespace VirtualBoard.Web;

/// <summary>Lets firmware that speaks HTTP over a socket of its own reach the HTTP services of the lab.</summary>
/// <param name="internet">Where requests go.</param>
/// <param name="host">Host name of the service.</param>
/// <param name="port">Port that the board connects to; 443 means https.</param>
internal sealed class HttpEntrance(Internet internet, string host, int port) : TcpEntrance
{
    /// <inheritdoc/>
    public override void Connect(Lab lab, Func<TcpEnd> link, Action refuse)
    {
        var connection = new TcpConnection(link());
        var parser = new HttpParser();
        connection.Received = data =>
        {
            parser.Add(data);
            Answer(lab, connection, parser);
        };
        connection.Closed += connection.Close;
    }

    private void Answer(Lab lab, TcpConnection connection, HttpParser parser)
    {
        try
        {
            while (parser.Take(untilEnd: false, isAtEnd: false) is { } message)
                Send(lab, connection, message);
        }
        catch (FormatException e)
        {
            Reply(connection, new WebResponse(400, "Bad Request", [], Encoding.UTF8.GetBytes(e.Message)), close: true);
        }
    }

    private void Send(Lab lab, TcpConnection connection, HttpText message)
    {
        var line = message.StartLine.Split(' ');
        if (line.Length != 3)
            throw new FormatException($"\"{message.StartLine}\" is no request line.");
        var scheme = port == 443 ? "https" : "http";
        var uri = line[1].StartsWith('/') ? $"{scheme}://{host}:{port.ToString(CultureInfo.InvariantCulture)}{line[1]}" : line[1];
        var close = message["Connection"]?.Contains("close", StringComparison.OrdinalIgnoreCase) == true || line[2] == "HTTP/1.0";
        var answer = internet.SendAsync(WebRequest.To(line[0], uri, message.Headers, message.Body), CancellationToken.None);
        answer.ContinueWith(
            task =>
            {
                if (lab.IsLive)
                    lab.Post(() => Reply(connection, task, close));
                else
                    Reply(connection, task, close);
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private static void Reply(TcpConnection connection, Task<WebResponse> answer, bool close)
    {
        if (answer.IsCompletedSuccessfully)
            Reply(connection, answer.Result, close);
        else
            connection.Close(); // What the service threw is a broken connection to the board.
    }

    private static void Reply(TcpConnection connection, WebResponse answer, bool close)
    {
        var status = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {answer.Status} {answer.Reason}");
        connection.Send(new HttpText(status, answer.Headers, answer.Body).ToBytes());
        if (close)
            connection.Close();
    }
}
