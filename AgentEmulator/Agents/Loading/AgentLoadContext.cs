using System.Reflection;
using System.Runtime.Loader;

namespace AgentEmulator.Agents.Loading;

/// <summary>
/// Loads a user's agents with what lies beside them. The emulator's own assembly is never taken from there: its types must be the
/// ones that are running.
/// </summary>
internal sealed class AgentLoadContext(string file) : AssemblyLoadContext("agents of " + Path.GetFileName(file))
{
    private static readonly AssemblyName Own = typeof(AgentLoadContext).Assembly.GetName();

    private readonly AssemblyDependencyResolver _resolver = new(file);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name == Own.Name)
            return null;
        return _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;
}
