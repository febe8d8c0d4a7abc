using System.Net.Sockets;
using System.Threading.Channels;

namespace VirtualBoard.Network.Sockets;

/// <summary>A real host, reached from a live lab through the operating system's sockets.</summary>
/// <param name="host">Name or address.</param>
/// <param name="port">Port.</param>
/// <param name="ended">Cancelled when the lab ends.</param>
internal sealed class HostEntrance(string host, int port, CancellationToken ended) : TcpEntrance
{
    private const int ChunkBytes = 4_096;

    /// <inheritdoc/>
    public override void Connect(Lab lab, Func<TcpEnd> link, Action refuse) => _ = RunAsync(lab, link, refuse);

    private async Task RunAsync(Lab lab, Func<TcpEnd> link, Action refuse)
    {
        using var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(host, port, ended).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            lab.Post(refuse);
            return;
        }

        var linked = new TaskCompletionSource<TcpConnection>(TaskCreationOptions.RunContinuationsAsynchronously);
        var outgoing = Channel.CreateUnbounded<byte[]>();
        lab.Post(() =>
        {
            var connection = new TcpConnection(link());
            connection.Closed += () => outgoing.Writer.TryComplete();
            connection.Received = data => outgoing.Writer.TryWrite(data);
            linked.SetResult(connection);
        });

        try
        {
            var connection = await linked.Task.WaitAsync(ended).ConfigureAwait(false);
            var stream = client.GetStream();
            await Task.WhenAll(ReceiveAsync(lab, stream, connection), SendAsync(client, stream, outgoing.Reader)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The lab has ended, and its boards with it.
        }
    }

    private async Task ReceiveAsync(Lab lab, NetworkStream stream, TcpConnection connection)
    {
        try
        {
            while (true)
            {
                var buffer = new byte[ChunkBytes];
                var count = await stream.ReadAsync(buffer, ended).ConfigureAwait(false);
                if (count == 0)
                    break;
                lab.Post(() => connection.Send(buffer[..count]));
            }
        }
        catch (IOException)
        {
            // The host broke the connection; the board sees it close.
        }

        lab.Post(connection.Close);
    }

    private async Task SendAsync(TcpClient client, NetworkStream stream, ChannelReader<byte[]> outgoing)
    {
        try
        {
            await foreach (var data in outgoing.ReadAllAsync(ended).ConfigureAwait(false))
                await stream.WriteAsync(data, ended).ConfigureAwait(false);
            client.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // The host has closed; receiving tells the board.
        }
    }
}
