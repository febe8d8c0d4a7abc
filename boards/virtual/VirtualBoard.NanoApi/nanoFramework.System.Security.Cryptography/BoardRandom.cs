namespace VirtualBoard.NanoApi.Cryptography;

/// <summary>The chip's random number generator; a stream of the lab's seed, so that a run can be repeated.</summary>
internal sealed class BoardRandom
{
    private readonly RandomStream _stream;

    private BoardRandom(Boot boot) => _stream = boot.Board.Random("rng-" + boot.Number);

    public static byte[] Bytes(Boot boot, int count)
    {
        var bytes = new byte[count];
        boot.Get(static b => new BoardRandom(b))._stream.Fill(bytes);
        return bytes;
    }
}
