namespace System.Runtime.CompilerServices;

/// <summary>Stands in for nanoFramework's attribute. What compilers make of it is in the metadata; an object of it only keeps what it was given.</summary>
[AttributeUsage(AttributeTargets.Constructor | AttributeTargets.Method, Inherited = false)]
public sealed class MethodImplAttribute : Attribute
{
    public MethodCodeType MethodCodeType;

    public MethodImplAttribute()
    {
    }

    public MethodImplAttribute(short _value) => Value = (MethodImplOptions)_value;

    public MethodImplAttribute(MethodImplOptions methodImplOptions) => Value = methodImplOptions;

    public MethodImplOptions Value { get; }
}
