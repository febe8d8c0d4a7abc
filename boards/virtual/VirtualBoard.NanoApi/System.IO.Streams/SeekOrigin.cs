namespace System.IO;

/// <summary>Stands in for nanoFramework's enumeration of the same name and values.</summary>
public enum SeekOrigin
{
    Begin = 0,
    Current = 1,
    End = 2,
}
