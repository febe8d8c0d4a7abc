using System.Reflection;
using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting.Loading;

/// <summary>One loaded assembly of a firmware image, with what a boot calls in it.</summary>
internal sealed class LoadedAssembly
{
    private readonly Func<object>? _newStatics;

    public LoadedAssembly(RetargetedAssembly image, Assembly assembly)
    {
        Assembly = assembly;
        var module = assembly.ManifestModule;
        if (image.StaticsClass != 0)
        {
            var statics = module.ResolveType(image.StaticsClass);
            _newStatics = () => Activator.CreateInstance(statics)!;
        }

        Initializers = [.. image.Initializers.Select(token => new Initializer((MethodInfo)module.ResolveMethod(token)!))];
        if (image.EntryPoint != 0)
            Main = EntryPoint((MethodInfo)module.ResolveMethod(image.EntryPoint)!);
    }

    public Assembly Assembly { get; }

    /// <summary>What were the static constructors, in the order in which they run.</summary>
    public IReadOnlyList<Initializer> Initializers { get; }

    /// <summary>Calls Main; null in a library.</summary>
    public Action? Main { get; }

    /// <summary>Makes the object that holds an assembly's static fields for one boot; null when it has none.</summary>
    public object? NewStatics() => _newStatics?.Invoke();

    private static Action EntryPoint(MethodInfo main)
    {
        var returns = main.ReturnType != typeof(void);
        if (main.GetParameters().Length == 0)
        {
            if (!returns)
                return main.CreateDelegate<Action>();
            var result = main.CreateDelegate<Func<int>>();
            return () => result();
        }

        if (!returns)
        {
            var plain = main.CreateDelegate<Action<string[]>>();
            return () => plain([]);
        }

        var withArguments = main.CreateDelegate<Func<string[], int>>();
        return () => withArguments([]);
    }
}

/// <summary>A static constructor of firmware.</summary>
internal sealed class Initializer
{
    public Initializer(MethodInfo method)
    {
        TypeName = method.DeclaringType!.FullName!;
        Run = method.CreateDelegate<Action>();
    }

    /// <summary>Type whose static constructor it was.</summary>
    public string TypeName { get; }

    public Action Run { get; }
}
