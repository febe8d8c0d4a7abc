namespace VirtualBoard.NanoApi.Members;

/// <summary>Members of <see cref="BitConverter"/>: what .NET has as a field is a property on nanoFramework.</summary>
[NanoMembersOf(typeof(BitConverter))]
public static class BitConverterMembers
{
    /// <summary>True, as on every ESP32.</summary>
    public static bool get_IsLittleEndian() => true;

    /// <exception cref="ArgumentOutOfRangeException">The index is no byte of the array, or there are to be bytes of one that has none.</exception>
    public static string ToString(byte[] value, int startIndex, int length)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (startIndex < 0 || length < 0 || (startIndex >= value.Length && (startIndex > 0 || length > 0)))
            throw new ArgumentOutOfRangeException();
        return BitConverter.ToString(value, startIndex, length);
    }
}
