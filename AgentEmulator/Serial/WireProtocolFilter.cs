using System.Buffers.Binary;

namespace AgentEmulator.Serial;

/// <summary>
/// Takes nanoFramework's debugger packets out of what a board sends. nanoCLR announces itself with one at every boot, and prints
/// inside of such packets as long as it believes that a debugger listens. What is printed stays, all else of a packet goes.
/// </summary>
/// <remarks>A packet: marker (8 bytes), two checksums, command, sequence numbers, flags, size of the payload; 32 bytes, little endian.</remarks>
internal sealed class WireProtocolFilter
{
    private const int MarkerSize = 8;
    private const int HeaderSize = 32;
    private const int CommandOffset = 16;
    private const int SizeOffset = 28;
    private const uint MessageCommand = 1;
    private const uint LargestPayload = 2048;

    private readonly byte[] _header = new byte[HeaderSize];
    private int _held;
    private uint _payload;
    private bool _payloadIsText;

    private static ReadOnlySpan<byte> PacketMarker => "NFPKTV1\0"u8;

    private static ReadOnlySpan<byte> FirstContactMarker => "NFDBGV1\0"u8;

    /// <summary>Takes the next bytes; gives the text among them.</summary>
    public void Take(ReadOnlySpan<byte> bytes, Action<byte> text)
    {
        foreach (var next in bytes)
            Take(next, text);
    }

    /// <summary>Gives what was held back because a packet might have begun with it.</summary>
    public void Flush(Action<byte> text)
    {
        Release(_held < MarkerSize ? _held : 0, text);
        _held = 0;
        _payload = 0;
    }

    private void Take(byte next, Action<byte> text)
    {
        if (_payload > 0)
        {
            _payload--;
            if (_payloadIsText)
                text(next);
            return;
        }

        _header[_held++] = next;
        if (_held <= MarkerSize)
            KeepWhatMayBeAMarker(text);
        else if (_held == HeaderSize)
            EndHeader(text);
    }

    private void KeepWhatMayBeAMarker(Action<byte> text)
    {
        while (_held > 0 && !MayBeAMarker(_header.AsSpan(0, _held)))
        {
            text(_header[0]);
            _held--;
            Array.Copy(_header, 1, _header, 0, _held);
        }
    }

    private void EndHeader(Action<byte> text)
    {
        var size = BinaryPrimitives.ReadUInt32LittleEndian(_header.AsSpan(SizeOffset));
        if (size > LargestPayload)
        {
            // A marker by chance, or a packet that a reset cut off: what followed may be text.
            Release(HeaderSize, text);
        }
        else
        {
            _payload = size;
            _payloadIsText = BinaryPrimitives.ReadUInt32LittleEndian(_header.AsSpan(CommandOffset)) == MessageCommand;
        }

        _held = 0;
    }

    private void Release(int count, Action<byte> text)
    {
        for (var i = 0; i < count; i++)
            text(_header[i]);
    }

    private static bool MayBeAMarker(ReadOnlySpan<byte> start) =>
        PacketMarker.StartsWith(start) || FirstContactMarker.StartsWith(start);
}
