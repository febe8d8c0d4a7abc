namespace System.Threading;

/// <summary>Stands in for nanoFramework's enumeration of the same name and values.</summary>
public enum ThreadPriority
{
    Lowest = 0,
    BelowNormal = 1,
    Normal = 2,
    AboveNormal = 3,
    Highest = 4,
}
