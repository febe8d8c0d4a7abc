using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace NanoSurface;

/// <summary>Reads what an assembly offers to others, from its metadata; the assembly is not loaded.</summary>
internal static class SurfaceReader
{
    /// <summary>Reads the surface of an assembly file.</summary>
    /// <exception cref="BadImageFormatException">The file is not a .NET assembly.</exception>
    public static Listing Read(string path)
    {
        using var file = File.OpenRead(path);
        return Read(file);
    }

    /// <summary>Reads the surface of the assembly in a stream.</summary>
    public static Listing Read(Stream stream)
    {
        using var image = new PEReader(stream, PEStreamOptions.LeaveOpen);
        var metadata = image.GetMetadataReader();
        var assembly = metadata.GetAssemblyDefinition();

        var types = metadata.TypeDefinitions
            .Where(handle => IsVisible(metadata, handle))
            .Select(handle => new TypePrinter(metadata, handle).Print())
            .OrderBy(type => type.Name.Split('<', 2)[0], StringComparer.Ordinal);

        return new Listing(
            Identity(assembly.GetAssemblyName()),
            new Attributes(metadata, assembly.GetCustomAttributes()).NativeVersion,
            [.. metadata.AssemblyReferences.Select(r => Identity(metadata.GetAssemblyReference(r).GetAssemblyName()))],
            [.. types]);
    }

    private static bool IsVisible(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        return (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem =>
                IsVisible(metadata, type.GetDeclaringType()),
            _ => false,
        };
    }

    private static string Identity(AssemblyName name)
    {
        var token = name.GetPublicKeyToken();
        return $"{name.Name}, Version={name.Version}, Culture=neutral, PublicKeyToken=" +
            (token is { Length: > 0 } ? Convert.ToHexStringLower(token) : "null");
    }
}
