using System.Xml.Linq;

namespace AgentEmulator.Tests.Architecture;

/// <summary>Dependencies point one way: firmware knows nothing of the host, the machine knows neither Cecil nor ASP.NET.</summary>
public sealed class ReferenceMatrixTests
{
    private const string NanoReference = "boards/virtual/nano-reference/";

    /// <summary>What each shipped project may reference. A project that is not listed fails, so that a new one is thought about.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["DeviceFirmware/ImpDevice/ImpDevice.csproj"] = [NanoReference],
        ["DeviceFirmware/DeviceFirmware.csproj"] = [NanoReference, "DeviceFirmware/ImpDevice/"],
        ["HardwareTests/HardwareTests.csproj"] = [NanoReference, "DeviceFirmware/"],
        ["HardwareTests/virtual/HardwareTests.Virtual.csproj"] = ["HardwareTests/", "boards/virtual/VirtualBoard.Testing/"],
        ["boards/virtual/VirtualBoard/VirtualBoard.csproj"] = [],
        ["boards/virtual/VirtualBoard.NanoApi/VirtualBoard.NanoApi.csproj"] = ["boards/virtual/VirtualBoard/"],
        ["boards/virtual/VirtualBoard.Retargeting/VirtualBoard.Retargeting.csproj"] =
            ["boards/virtual/VirtualBoard/", "boards/virtual/VirtualBoard.NanoApi/"],
        ["boards/virtual/VirtualBoard.Testing/VirtualBoard.Testing.csproj"] =
            ["boards/virtual/VirtualBoard/", "boards/virtual/VirtualBoard.Retargeting/"],
        ["AgentEmulator/AgentEmulator.csproj"] =
            ["boards/virtual/VirtualBoard/", "boards/virtual/VirtualBoard.Retargeting/", "boards/virtual/VirtualBoard.Testing/", "DeviceFirmware/"],
        ["AgentEmulator/examples/MyFactory/MyFactory.csproj"] = ["AgentEmulator/"],
    };

    [Fact]
    public void Every_project_references_only_what_it_may()
    {
        var offences = new List<string>();
        foreach (var project in ShippedProjects())
        {
            if (project.StartsWith(NanoReference, StringComparison.Ordinal))
                offences.AddRange(Offences(project, [NanoReference]));
            else if (Allowed.TryGetValue(project, out var allowed))
                offences.AddRange(Offences(project, allowed));
            else
                offences.Add($"{project} is not in the matrix");
        }

        Assert.Empty(offences);
    }

    [Fact]
    public void Only_the_retargeter_uses_cecil()
    {
        var users = ShippedProjects().Where(p => References(p, "PackageReference").Contains("Mono.Cecil"));
        Assert.Equal(["boards/virtual/VirtualBoard.Retargeting/VirtualBoard.Retargeting.csproj"], users);
    }

    [Fact]
    public void The_machine_needs_neither_aspnet_nor_cecil()
    {
        var references = typeof(VirtualBoard.Lab).Assembly.GetReferencedAssemblies().Select(a => a.Name!);
        Assert.DoesNotContain(references, name =>
            name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.StartsWith("Mono.Cecil", StringComparison.Ordinal));
    }

    [Fact]
    public void No_project_needs_a_nanoframework_package_by_default()
    {
        var users = ShippedProjects()
            .Where(p => p.StartsWith("AgentEmulator", StringComparison.Ordinal) || p.StartsWith("boards", StringComparison.Ordinal))
            .Where(p => References(p, "PackageReference").Any(name => name.StartsWith("nanoFramework", StringComparison.OrdinalIgnoreCase)));
        Assert.Empty(users);
    }

    private static IEnumerable<string> Offences(string project, string[] allowed) =>
        from reference in References(project, "ProjectReference")
        where !allowed.Any(a => reference.StartsWith(a, StringComparison.Ordinal))
        select $"{project} references {reference}";

    private static IEnumerable<string> ShippedProjects() =>
        Directory.EnumerateFiles(Root(), "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root(), file).Replace('\\', '/'))
            .Where(file => !file.Contains("/tests/", StringComparison.Ordinal) && !file.Contains("/benchmarks/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static List<string> References(string project, string kind)
    {
        var file = Path.Combine(Root(), project);
        return
        [
            .. XDocument.Load(file).Descendants(kind)
                .Select(e => (string?)e.Attribute("Include"))
                .OfType<string>()
                .Select(include => kind == "ProjectReference" ? FromRoot(file, include) : include),
        ];
    }

    private static string FromRoot(string project, string include)
    {
        include = include.Replace("$(NanoReference)", Path.Combine(Root(), NanoReference), StringComparison.Ordinal)
            .Replace("$(MSBuildThisFileDirectory)", Path.GetDirectoryName(project) + "/", StringComparison.Ordinal);
        return Path.GetRelativePath(Root(), Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, include))).Replace('\\', '/');
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "nf.proj.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("nf.proj.sln was not found above the tests.");
    }
}
