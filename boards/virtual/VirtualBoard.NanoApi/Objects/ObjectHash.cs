using System.Runtime.CompilerServices;
using System.Text;

namespace VirtualBoard.NanoApi.Objects;

/// <summary>
/// Hash codes as the board gives them: the same in every run. Strings and numbers hash as in nanoCLR; an object without a hash
/// of its own gets the next number of its boot, where the device takes its address.
/// </summary>
internal sealed class ObjectHash
{
    private const uint Polynomial = 0x04C11DB7;

    private readonly ConditionalWeakTable<object, object> _identities = [];
    private readonly Dictionary<Type, bool> _hasOwn = [];
    private int _last;

    public static ObjectHash OfBoot(Boot boot) => boot.Get(static _ => new ObjectHash());

    /// <summary>The hash code of an object through its override, if it has one.</summary>
    public int Of(object value) => value switch
    {
        string text => OfText(text),
        Enum number => OfNumber(Convert.ChangeType(number, number.GetTypeCode(), null)),
        bool or char or sbyte or byte or short or ushort or int or uint or long or ulong or float or double => OfNumber(value),
        TimeSpan or Guid or Version => value.GetHashCode(),
        _ => HasOwn(value.GetType()) ? value.GetHashCode() : Identity(value),
    };

    /// <summary>The hash code that an object has without an override.</summary>
    public int Identity(object value) => (int)_identities.GetValue(value, _ => Scattered(++_last));

    /// <summary>nanoCLR's hash of a string: a CRC-32 of its UTF-8, most significant bit first.</summary>
    private static int OfText(string text)
    {
        var crc = 0u;
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            crc ^= (uint)b << 24;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 0x8000_0000) != 0 ? (crc << 1) ^ Polynomial : crc << 1;
        }

        return (int)crc;
    }

    private static int OfNumber(object number) => number switch
    {
        bool b => b ? 1 : 0,
        char c => c | (c << 16),
        sbyte n => n,
        byte n => n,
        short n => (ushort)n | (n << 16) | (n < 0 ? unchecked((int)0xFFFF_0000) : 0),
        ushort n => n,
        int n => n,
        uint n => (int)n,
        long n => (int)n ^ (int)(n >> 32),
        ulong n => (int)n ^ (int)(n >> 32),
        float n => OfSingle(n),
        double n => OfDouble(n),
        _ => throw new ArgumentException($"{number.GetType()} is no number.", nameof(number)),
    };

    private static int OfSingle(float number)
    {
        var bits = BitConverter.SingleToInt32Bits(number);
        return float.IsNaN(number) || number == 0 ? bits & 0x7FFF_FFFF : bits;
    }

    private static int OfDouble(double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number);
        var (low, high) = ((int)bits, (int)(bits >> 32));
        return double.IsNaN(number) || number == 0 ? low ^ (high & 0x7FFF_FFFF) : low ^ high;
    }

    // Neighbours must not land in neighbouring buckets of a hashtable by construction.
    private static object Scattered(int number) => unchecked(number * (int)0x9E37_79B1);

    /// <summary>Whether a type of firmware or of this API overrides the hash; what the host's types do is the host's, and not the same twice.</summary>
    private bool HasOwn(Type type)
    {
        if (_hasOwn.TryGetValue(type, out var has))
            return has;
        has = Array.Exists(
            type.GetMethods(),
            static m => m.Name == nameof(GetHashCode) && m.GetParameters().Length == 0 &&
                m.GetBaseDefinition().DeclaringType == typeof(object) && m.DeclaringType!.Assembly != typeof(object).Assembly);
        _hasOwn.Add(type, has);
        return has;
    }
}
