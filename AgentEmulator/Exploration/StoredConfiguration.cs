using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using VirtualBoard.FileSystem;

namespace AgentEmulator.Exploration;

/// <summary>
/// The configuration on a board's volume, read by other code than the firmware's: two slot files of magic "IMPS", format 1, three zero
/// bytes, sequence number, payload length, CRC-32 of all but itself, and a JSON object. The valid slot with the highest sequence counts.
/// </summary>
/// <param name="HasFiles">Whether there is any slot file: firmware that stores otherwise has none.</param>
/// <param name="Sequence">Sequence number of the slot that counts; null when no slot is valid.</param>
/// <param name="Payload">Its JSON text; null likewise.</param>
internal sealed record StoredConfiguration(bool HasFiles, uint? Sequence, string? Payload)
{
    private const int HeaderLength = 20;

    public string? PlanId { get; private init; }

    public string? TokenId { get; private init; }

    public string? Ssid { get; private init; }

    public string? Password { get; private init; }

    public bool Activated { get; private init; }

    /// <summary>Whether the payload is a JSON object.</summary>
    public bool IsUnderstood { get; private init; }

    public static StoredConfiguration Read(BoardFileSystem files)
    {
        var (has, sequence, payload) = (false, (uint?)null, (byte[]?)null);
        foreach (var path in (string[])[@"I:\config.0", @"I:\config.1"])
        {
            if (!files.FileExists(path))
                continue;
            has = true;
            if (TryRead(files, path) is not { } bytes || !IsValid(bytes))
                continue;
            var found = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(8));
            if (sequence is { } other && unchecked((int)(found - other)) <= 0)
                continue;
            (sequence, payload) = (found, bytes[HeaderLength..]);
        }

        return payload is null ? new StoredConfiguration(has, null, null) : Parse(sequence, payload);
    }

    private static byte[]? TryRead(BoardFileSystem files, string path)
    {
        try
        {
            return files.ReadAllBytes(path);
        }
        catch (FileSystemException)
        {
            return null; // A damaged block: the slot is not valid.
        }
    }

    private static bool IsValid(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength || !bytes[..5].SequenceEqual("IMPS\u0001"u8))
            return false;
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]) != bytes.Length - HeaderLength)
            return false;
        var crc = new Crc32();
        crc.Append(bytes[..16]);
        crc.Append(bytes[HeaderLength..]);
        return crc.GetCurrentHashAsUInt32() == BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]);
    }

    private static StoredConfiguration Parse(uint? sequence, byte[] payload)
    {
        var stored = new StoredConfiguration(true, sequence, Encoding.UTF8.GetString(payload));
        try
        {
            using var json = JsonDocument.Parse(payload);
            var root = json.RootElement;
            return root.ValueKind != JsonValueKind.Object ? stored : stored with
            {
                IsUnderstood = true,
                PlanId = Text(root, "plan_id"),
                TokenId = Text(root, "token_id"),
                Ssid = Text(root, "ssid"),
                Password = Text(root, "password"),
                Activated = root.TryGetProperty("activated", out var activated) && activated.ValueKind == JsonValueKind.True,
            };
        }
        catch (JsonException)
        {
            return stored;
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Never the secrets.</summary>
    public override string ToString() => $"StoredConfiguration {{ Sequence = {Sequence}, Activated = {Activated} }}";
}
