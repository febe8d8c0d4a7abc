using System.Reflection;
using System.Runtime.CompilerServices;

namespace VirtualBoard.Retargeting.Loading;

/// <summary>
/// Has the host look at all types of new firmware, and if wanted compile all methods. What it refuses (types laid out or derived
/// as no compiler would do it) is then an error with a name when firmware is loaded, not an exception in the middle of a run.
/// </summary>
internal static class HostCheck
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    /// <exception cref="RetargetException">The host refuses a type or a method.</exception>
    public static void Run(string firmware, IEnumerable<Assembly> assemblies, bool compileAll)
    {
        var issues = assemblies.SelectMany(a => Issues(a, compileAll)).ToList();
        if (issues.Count > 0)
            throw new RetargetException(firmware, issues);
    }

    private static IEnumerable<RetargetIssue> Issues(Assembly assembly, bool compileAll)
    {
        var name = assembly.GetName().Name!;
        Type[] types;
        try
        {
            types = assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            return e.LoaderExceptions
                .OfType<Exception>()
                .Select(t => new RetargetIssue(name, (t as TypeLoadException)?.TypeName ?? name, null, "the type", t.Message));
        }

        return !compileAll ? [] : types
            .SelectMany(t => t.GetMethods(Declared).Concat<MethodBase>(t.GetConstructors(Declared)))
            .Where(m => !m.IsAbstract && !m.ContainsGenericParameters && (m.MethodImplementationFlags & MethodImplAttributes.Runtime) == 0)
            .Select(m => Issue(name, m))
            .OfType<RetargetIssue>();
    }

    private static RetargetIssue? Issue(string assembly, MethodBase method)
    {
        try
        {
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
            return null;
        }
        catch (Exception e) when (e is InvalidProgramException or TypeLoadException or BadImageFormatException or MissingMemberException or MemberAccessException)
        {
            var parameters = string.Join(", ", method.GetParameters().Select(p => p.ParameterType.FullName));
            return new RetargetIssue(assembly, $"{method.DeclaringType}.{method.Name}({parameters})", null, "its code", e.Message);
        }
    }
}
