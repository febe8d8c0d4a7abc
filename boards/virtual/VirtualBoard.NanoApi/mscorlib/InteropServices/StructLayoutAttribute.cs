namespace System.Runtime.InteropServices;

/// <summary>Stands in for nanoFramework's attribute. What compilers make of it is in the metadata; an object of it only keeps what it was given.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class StructLayoutAttribute : Attribute
{
    public int Pack;
    public int Size;
    public CharSet CharSet;

    public StructLayoutAttribute(LayoutKind layoutKind) => Value = layoutKind;

    public StructLayoutAttribute(short layoutKind) => Value = (LayoutKind)layoutKind;

    public LayoutKind Value { get; }
}
