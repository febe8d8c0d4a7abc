using System.ComponentModel;

namespace VirtualBoard.NanoApi;

/// <summary>Base of the classes that the retargeter makes of the static fields of generic types. For its use only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GenericStatics
{
    internal bool HasBegun { get; set; }

    /// <summary>Runs what was the static constructor; does nothing when there was none.</summary>
    public abstract void RunStaticConstructor();
}
