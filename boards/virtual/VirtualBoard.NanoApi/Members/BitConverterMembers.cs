namespace VirtualBoard.NanoApi.Members;

/// <summary>Members of <see cref="BitConverter"/>: what .NET has as a field is a property on nanoFramework.</summary>
[NanoMembersOf(typeof(BitConverter))]
public static class BitConverterMembers
{
    /// <summary>True, as on every ESP32.</summary>
    public static bool get_IsLittleEndian() => true;
}
