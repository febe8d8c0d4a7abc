using System.Threading.Channels;
using AgentEmulator.Serial;

namespace AgentEmulator.Tests.HardwareTesting;

/// <summary>A port without a board: a test says what comes.</summary>
internal sealed class FakePort : IBoardPort
{
    private readonly Channel<byte[]> _coming = Channel.CreateUnbounded<byte[]>();
    private readonly SemaphoreSlim _waiting = new(0);

    public void Send(string text) => _coming.Writer.TryWrite(Launcher.Bytes(text));

    public void Vanish() => _coming.Writer.Complete();

    /// <summary>Waits until everything sent was read and the listener waits for more.</summary>
    public Task WaitsAsync() => _waiting.WaitAsync();

    /// <summary>The listener still waits: the next to ask may know.</summary>
    public void AskAgain() => _waiting.Release();

    public Task<bool> ResetAsync(CancellationToken cancel) => Task.FromResult(false);

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancel)
    {
        byte[]? bytes;
        while (!_coming.Reader.TryRead(out bytes))
        {
            _waiting.Release();
            if (!await _coming.Reader.WaitToReadAsync(cancel))
                throw new PortVanishedException("gone");
        }

        bytes.CopyTo(buffer);
        return bytes.Length;
    }

    public void Dispose() => _waiting.Dispose();
}
