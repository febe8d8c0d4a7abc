using System.Resources;
using System.Text;
using VirtualBoard.NanoApi;

namespace nanoFramework.Runtime.Native;

/// <summary>Stands in for nanoFramework's way to the contents of resources.</summary>
public static class ResourceUtility
{
    private const byte StringKind = 3;

    /// <summary>A string, or the bytes of anything else.</summary>
    /// <exception cref="ArgumentException">There is no such resource.</exception>
    public static object GetObject(ResourceManager rm, Enum id) => Find(rm, id) is { Kind: StringKind } text ? TextOf(text.Content) : Find(rm, id).Content;

    /// <summary>A part of the bytes of a resource.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It has not so many.</exception>
    public static object GetObject(ResourceManager rm, Enum id, int offset, int length)
    {
        var content = Find(rm, id).Content;
        if (offset < 0 || length < 0 || offset > content.Length - length)
            throw new ArgumentOutOfRangeException();
        return content[offset..(offset + length)];
    }

    /// <summary>The parts of a string between bars.</summary>
    public static string[] GetDelimitedStringResources(ResourceManager rm, Enum resource) => ((string)GetObject(rm, resource)).Split('|');

    public static string GetDelimitedStringResource(ResourceManager rm, Enum resource, int i) => GetDelimitedStringResources(rm, resource)[i];

    private static (byte Kind, byte[] Content) Find(ResourceManager rm, Enum id)
    {
        Machine.Enter();
        if (rm is null)
            throw new NullReferenceException();
        return rm.Find(Convert.ToInt16(id, null)) ?? throw new ArgumentException();
    }

    private static string TextOf(byte[] bytes) => Encoding.UTF8.GetString(bytes).TrimEnd('\0');
}
