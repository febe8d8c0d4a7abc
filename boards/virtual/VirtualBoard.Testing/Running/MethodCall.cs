using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;
using VirtualBoard.Testing.Discovery;

namespace VirtualBoard.Testing.Running;

/// <summary>Makes a test method callable.</summary>
internal static class MethodCall
{
    private const string NanoApi = "VirtualBoard.NanoApi";

    /// <summary>Name of the frame in stack traces above which everything is the framework's own.</summary>
    public const string FrameName = "test-on-board";

    /// <summary>
    /// Finds a method in the loaded firmware and makes a call of it that throws what the method throws, unwrapped. As on the device,
    /// test classes are not instantiated: a method that is not static runs with a null <c>this</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The arguments of a data row do not fit the parameters.</exception>
    public static Action To(Assembly firmware, TestMethod method, IReadOnlyList<object?> row)
    {
        var target = Find(firmware, method);
        var parameters = target.GetParameters();
        if (parameters.Length != row.Count)
        {
            throw new ArgumentException(
                $"{method.Name} has {parameters.Length} parameters, but {row.Count} arguments are given ({ArgumentText.Of(row)}).");
        }

        var arguments = parameters.Select((p, i) => Arguments.Fit(row[i], p.ParameterType, p.Name!, name => FindType(firmware, name))).ToArray();
        var call = Emit(target, parameters);
        return () => call(arguments);
    }

    // A type of the firmware, or what stands in for nanoFramework's type of that name.
    private static Type? FindType(Assembly firmware, string name)
    {
        var nanoApi = AssemblyLoadContext.GetLoadContext(firmware)!.LoadFromAssemblyName(new AssemblyName(NanoApi));
        return firmware.GetType(name) ?? nanoApi.GetType(name) ?? typeof(object).Assembly.GetType(name);
    }

    private static MethodInfo Find(Assembly firmware, TestMethod method) =>
        firmware.GetType(method.DeclaringType, throwOnError: true)!
            .GetMethods(BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)
            .Where(m => m.Name == method.Name)
            .OrderBy(m => m.MetadataToken)
            .ElementAt(method.Overload);

    private static Action<object?[]> Emit(MethodInfo target, ParameterInfo[] parameters)
    {
        var call = new DynamicMethod(FrameName, typeof(void), [typeof(object[])], target.Module, skipVisibility: true);
        var il = call.GetILGenerator();
        if (!target.IsStatic)
            il.Emit(OpCodes.Ldnull);
        for (var i = 0; i < parameters.Length; i++)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Ldelem_Ref);
            il.Emit(OpCodes.Unbox_Any, parameters[i].ParameterType);
        }

        il.Emit(OpCodes.Call, target);
        if (target.ReturnType != typeof(void))
            il.Emit(OpCodes.Pop);
        il.Emit(OpCodes.Ret);
        return call.CreateDelegate<Action<object?[]>>();
    }
}
