using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace VirtualBoard.Testing.Discovery;

/// <summary>Finds the tests of a nanoFramework assembly in its metadata, as the device's launcher finds them by reflection.</summary>
internal sealed class TestAssemblyReader
{
    private readonly MetadataReader _metadata;
    private readonly AttributeReader _attributes;
    private readonly MethodLocations _locations;

    private TestAssemblyReader(MetadataReader metadata, MethodLocations locations)
    {
        _metadata = metadata;
        _attributes = new AttributeReader(metadata);
        _locations = locations;
    }

    /// <exception cref="TestAssemblyException">The file is missing, cannot be read or is no assembly.</exception>
    public static TestAssembly Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new TestAssemblyException(
                $"{path} does not exist. Build the tests, or check the path; under `dotnet test`, the project needs a <NanoTestProject Include=\"...\" /> that builds an assembly of this name.");
        }

        try
        {
            using var pe = new PEReader(new MemoryStream(File.ReadAllBytes(path), writable: false));
            var metadata = pe.GetMetadataReader();
            using var locations = MethodLocations.Beside(path);
            var tests = new TestAssemblyReader(metadata, locations).Tests().ToList();
            var name = metadata.GetAssemblyDefinition().GetAssemblyName();
            return new TestAssembly(name.Name!, name.FullName, path, tests);
        }
        catch (Exception e) when (e is BadImageFormatException or InvalidOperationException)
        {
            throw new TestAssemblyException($"{path} is not a .NET assembly: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TestAssemblyException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private IEnumerable<TestCase> Tests() =>
        from handle in _metadata.TypeDefinitions
        where _attributes.Has(_metadata.GetTypeDefinition(handle).GetCustomAttributes(), NanoAttributes.TestClass)
        from test in TestsOf(handle)
        select test;

    private IEnumerable<TestCase> TestsOf(TypeDefinitionHandle handle)
    {
        var (space, name) = TypeNames.Of(_metadata, handle);
        var methods = Methods(handle).ToList();
        var testClass = new TestClass(space, name, Marked(methods, NanoAttributes.Setup), Marked(methods, NanoAttributes.Cleanup));
        var plain = new List<TestCase>();
        var rows = new List<TestCase>();
        foreach (var (method, attributes) in methods)
        {
            var data = _attributes.DataRows(attributes);
            rows.AddRange(data.Select((row, number) => new TestCase(testClass, method, row, number)));
            // [TestMethod] beside data rows only marks the method as a test.
            if (data.Count == 0 && _attributes.Has(attributes, NanoAttributes.TestMethod))
                plain.Add(new TestCase(testClass, method));
        }

        return plain.Concat(rows);
    }

    private List<TestMethod> Marked(
        IEnumerable<(TestMethod Method, CustomAttributeHandleCollection Attributes)> methods, string attribute) =>
        [.. methods.Where(m => _attributes.Has(m.Attributes, attribute)).Select(m => m.Method)];

    /// <summary>Public methods of the type and, as long as they are in this assembly, of its base types, as Type.GetMethods gives them.</summary>
    private IEnumerable<(TestMethod Method, CustomAttributeHandleCollection Attributes)> Methods(TypeDefinitionHandle handle)
    {
        for (EntityHandle current = handle; current.Kind == HandleKind.TypeDefinition && !current.IsNil;)
        {
            var type = _metadata.GetTypeDefinition((TypeDefinitionHandle)current);
            var declaringType = TypeNames.Full(_metadata, (TypeDefinitionHandle)current);
            var overloads = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var methodHandle in type.GetMethods())
            {
                var method = _metadata.GetMethodDefinition(methodHandle);
                var name = _metadata.GetString(method.Name);
                var overload = overloads.GetValueOrDefault(name);
                overloads[name] = overload + 1;
                if ((method.Attributes & MethodAttributes.MemberAccessMask) != MethodAttributes.Public)
                    continue;
                var signature = method.DecodeSignature(new TypeNames(), null);
                yield return (
                    new TestMethod(declaringType, name, overload, signature.ParameterTypes, signature.ReturnType, _locations.Of(methodHandle)),
                    method.GetCustomAttributes());
            }

            current = type.BaseType;
        }
    }
}
