namespace System;

/// <summary>Stands in for nanoFramework's enumeration; the same on hardware.</summary>
public enum UriKind
{
    RelativeOrAbsolute = 0,
    Absolute = 1,
    Relative = 2,
}
