namespace AgentEmulator.Cloud;

/// <summary>
/// Where ids come from. A stream is a name: the n-th id of a stream does not depend on what other streams were asked,
/// so that boards do not disturb each other's ids.
/// </summary>
internal interface IIdSource
{
    /// <summary>The next id of the stream: 16 lower-case hex characters.</summary>
    string Hex16(string stream);

    /// <summary>The next agent id of the stream: 12 letters and digits.</summary>
    string AgentId(string stream);
}

internal static class IdSourceExtensions
{
    /// <summary>The next id of the stream in the form of a random UUID, as resources of the API have.</summary>
    public static string Uuid(this IIdSource ids, string stream)
    {
        var hex = ids.Hex16(stream) + ids.Hex16(stream);
        return $"{hex[..8]}-{hex[8..12]}-4{hex[13..16]}-a{hex[17..20]}-{hex[20..32]}";
    }
}
