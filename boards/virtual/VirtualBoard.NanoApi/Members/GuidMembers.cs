using VirtualBoard.NanoApi.Objects;

namespace VirtualBoard.NanoApi.Members;

/// <summary>Members of <see cref="Guid"/>: new ones come from the board's random stream, and only the form with dashes is read.</summary>
[NanoMembersOf(typeof(Guid))]
public static class GuidMembers
{
    /// <exception cref="ArgumentException">Not of the form with dashes, with or without braces.</exception>
    public static Guid New(string g)
    {
        ArgumentNullException.ThrowIfNull(g);
        return TryParseGuidWithDashes(g, out var guid) ? guid : throw new ArgumentException();
    }

    public static Guid NewGuid()
    {
        var bytes = new byte[16];
        BoardRandom.Of(Machine.Enter()).Fill(bytes);
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }

    public static bool TryParseGuidWithDashes(string input, out Guid result)
    {
        // The device looks at the first character without asking whether there is one.
        if (input.Length == 0)
            throw new ArgumentOutOfRangeException();
        return Guid.TryParseExact(input, input[0] == '{' ? "B" : "D", out result);
    }
}
