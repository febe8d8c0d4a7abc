namespace System;

/// <summary>Stands in for nanoFramework's interface, which none of its own types implements and nothing there asks for.</summary>
public interface IFormattable
{
    string ToString(string format, IFormatProvider formatProvider);
}

/// <summary>Stands in for nanoFramework's interface.</summary>
public interface IFormatProvider
{
    object GetFormat(Type formatType);
}

/// <summary>Stands in for nanoFramework's interface.</summary>
public interface ICustomFormatter
{
    string Format(string format, object arg, IFormatProvider formatProvider);
}
