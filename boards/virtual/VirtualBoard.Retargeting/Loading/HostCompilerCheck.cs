using System.Reflection;
using System.Runtime.CompilerServices;

namespace VirtualBoard.Retargeting.Loading;

/// <summary>
/// Has the host compile every method of new firmware once. Code that no compiler would write (damaged, or edited by other tools)
/// is then an error with a name when firmware is loaded, not an exception of the host's in the middle of a run.
/// </summary>
internal static class HostCompilerCheck
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    /// <exception cref="RetargetException">The host refuses a type or a method.</exception>
    public static void Run(string firmware, IEnumerable<Assembly> assemblies)
    {
        var issues = assemblies.SelectMany(Issues).ToList();
        if (issues.Count > 0)
            throw new RetargetException(firmware, issues);
    }

    private static IEnumerable<RetargetIssue> Issues(Assembly assembly)
    {
        var name = assembly.GetName().Name!;
        Type[] types;
        RetargetIssue[] refused = [];
        try
        {
            types = assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            types = [.. e.Types.OfType<Type>()];
            refused = [.. e.LoaderExceptions.OfType<TypeLoadException>().Select(t => new RetargetIssue(name, t.TypeName, null, "the type", t.Message))];
        }

        return types
            .SelectMany(t => t.GetMethods(Declared).Concat<MethodBase>(t.GetConstructors(Declared)))
            .Where(m => !m.IsAbstract && !m.ContainsGenericParameters && (m.MethodImplementationFlags & MethodImplAttributes.Runtime) == 0)
            .Select(m => Issue(name, m))
            .OfType<RetargetIssue>()
            .Concat(refused);
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
