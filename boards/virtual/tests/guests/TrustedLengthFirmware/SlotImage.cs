using System;

namespace ImpDevice.Storage;

/// <summary>
/// The firmware's slot format with a deliberate bug. Content of one slot file. Little endian: magic "IMPS", format 1, three zero bytes, sequence number (4), payload length (4),
/// CRC-32 of everything before it and of the payload (4), payload.
/// </summary>
internal sealed class SlotImage
{
    internal const int MaxPayload = 16 * 1024;
    internal const int HeaderLength = 20;

    private const byte Format = 1;
    private const int SequenceAt = 8;
    private const int LengthAt = 12;
    private const int CrcAt = 16;

    private SlotImage(uint sequence, byte[] payload)
    {
        Sequence = sequence;
        Payload = payload;
    }

    internal uint Sequence { get; }

    internal byte[] Payload { get; }

    internal static byte[] Encode(uint sequence, byte[] payload)
    {
        byte[] bytes = new byte[HeaderLength + payload.Length];
        bytes[0] = (byte)'I';
        bytes[1] = (byte)'M';
        bytes[2] = (byte)'P';
        bytes[3] = (byte)'S';
        bytes[4] = Format;
        PutUInt32(bytes, SequenceAt, sequence);
        PutUInt32(bytes, LengthAt, (uint)payload.Length);
        Array.Copy(payload, 0, bytes, HeaderLength, payload.Length);
        PutUInt32(bytes, CrcAt, Checksum(bytes));
        return bytes;
    }

    /// <summary>Gives null and a reason (short, magic, format, length, crc) when the bytes are not a whole slot.</summary>
    internal static SlotImage Decode(byte[] bytes, out string reason)
    {
        reason = Check(bytes);
        if (reason != null) return null;
        byte[] payload = new byte[bytes.Length - HeaderLength];
        Array.Copy(bytes, HeaderLength, payload, 0, payload.Length);
        return new SlotImage(GetUInt32(bytes, SequenceAt), payload);
    }

    /// <summary>Sequence numbers wrap around: newer is ahead by less than half the circle.</summary>
    internal static bool IsNewer(uint sequence, uint than)
    {
        return unchecked((int)(sequence - than)) > 0;
    }

    private static string Check(byte[] bytes)
    {
        // The bug: the length in the file is believed before the checksum has said that it can be, and a file is taken to have a header.
        byte[] payload = new byte[(int)GetUInt32(bytes, LengthAt)];
        Array.Copy(bytes, HeaderLength, payload, 0, payload.Length);
        if (bytes[0] != 'I' || bytes[1] != 'M' || bytes[2] != 'P' || bytes[3] != 'S') return "magic";
        if (bytes[4] != Format) return "format";
        return GetUInt32(bytes, CrcAt) == Checksum(bytes) ? null : "crc";
    }

    private static uint Checksum(byte[] bytes)
    {
        // The two parts around the checksum itself, moved together.
        byte[] covered = new byte[bytes.Length - 4];
        Array.Copy(bytes, 0, covered, 0, CrcAt);
        Array.Copy(bytes, HeaderLength, covered, CrcAt, bytes.Length - HeaderLength);
        return Crc32.Compute(covered, 0, covered.Length);
    }

    private static void PutUInt32(byte[] bytes, int at, uint value)
    {
        bytes[at] = (byte)value;
        bytes[at + 1] = (byte)(value >> 8);
        bytes[at + 2] = (byte)(value >> 16);
        bytes[at + 3] = (byte)(value >> 24);
    }

    private static uint GetUInt32(byte[] bytes, int at)
    {
        return bytes[at] | ((uint)bytes[at + 1] << 8) | ((uint)bytes[at + 2] << 16) | ((uint)bytes[at + 3] << 24);
    }
}
