namespace nanoFramework.Runtime.Events;

/// <summary>An event as the native side posts it.</summary>
/// <param name="Category">Who it is for.</param>
/// <param name="SubCategory">What it is, in the category's own numbers.</param>
/// <param name="Data1">16 bits of the category's own.</param>
/// <param name="Data2">32 bits of the category's own.</param>
internal readonly record struct RawEvent(EventCategory Category, byte SubCategory, ushort Data1, uint Data2)
{
    /// <summary>The first word as processors get it.</summary>
    public uint Word => ((uint)Data1 << 16) | ((uint)(byte)Category << 8) | SubCategory;
}
