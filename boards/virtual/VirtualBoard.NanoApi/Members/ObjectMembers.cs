using VirtualBoard.NanoApi.Objects;
using VirtualBoard.NanoApi.Text;

namespace VirtualBoard.NanoApi.Members;

/// <summary>Members of <see cref="object"/>: enumerations, reals and exceptions print as on the board, and hash codes are the same in every run.</summary>
[NanoMembersOf(typeof(object))]
public static class ObjectMembers
{
    public static string? ToString(object self) => ObjectText.Of(self ?? throw new NullReferenceException());

    public static string base_ToString(object self) => self.GetType().FullName!;

    public static int GetHashCode(object self) => ObjectHash.OfBoot(Boot.Current).Of(self ?? throw new NullReferenceException());

    public static int base_GetHashCode(object self) => ObjectHash.OfBoot(Boot.Current).Identity(self);

    /// <summary>The type of a type object is that type, on nanoCLR.</summary>
    public static Type GetType(object self) => self as Type ?? self.GetType();
}

/// <summary>Members of <see cref="Enum"/>: the text is the number, and one common flag is enough.</summary>
[NanoMembersOf(typeof(Enum))]
public static class EnumMembers
{
    public static string? ToString(Enum self) => ObjectMembers.ToString(self);

    /// <exception cref="ArgumentException">The flag is of another enumeration.</exception>
    public static bool HasFlag(Enum self, Enum flag)
    {
        if (self.GetType() != flag.GetType())
            throw new ArgumentException();
        return (Bits(self) & Bits(flag)) != 0;
    }

    // The device looks at the lower 32 bits.
    private static int Bits(Enum value) => unchecked((int)(value.GetTypeCode() == TypeCode.UInt64 ? (long)Convert.ToUInt64(value, null) : Convert.ToInt64(value, null)));
}

/// <summary>Members of <see cref="Exception"/>: the text is type and message, without the stack.</summary>
[NanoMembersOf(typeof(Exception))]
public static class ExceptionMembers
{
    public static string? ToString(Exception self) => ObjectMembers.ToString(self);

    public static int get_HResult(Exception self) => self.HResult;

    public static void set_HResult(Exception self, int value) => self.HResult = value;

    public static string base_ToString(Exception self) => ObjectText.OfException(self);
}

/// <summary>Members of <see cref="ObjectDisposedException"/>: nanoFramework can make one without naming the object.</summary>
[NanoMembersOf(typeof(ObjectDisposedException))]
public static class ObjectDisposedExceptionMembers
{
    public static ObjectDisposedException New() => new(null);
}
