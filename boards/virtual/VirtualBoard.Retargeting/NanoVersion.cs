namespace VirtualBoard.Retargeting;

/// <summary>Which nanoFramework firmware is meant for. The two differ in the C# they run, and firmware of one does not load on the other.</summary>
public enum NanoVersion
{
    /// <summary>The stable one, without generics.</summary>
    V1 = 1,

    /// <summary>The one in preview, with generics.</summary>
    V2 = 2,
}
