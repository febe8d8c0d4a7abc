using Mono.Cecil;

namespace VirtualBoard.Retargeting.Rewriting;

/// <summary>
/// The order of type definitions in the image that the device runs, and so the order of its static constructors.
/// </summary>
/// <remarks>
/// nanoFramework's metadata processor, which makes that image from the compiler's dll, does not keep the dll's order: types go by
/// full name, but each comes after the type it is nested in, the interfaces it implements, and the types in the signatures of the
/// methods that its code mentions, when these are of the same assembly.
/// </remarks>
internal static class DeviceTypeOrder
{
    public static IReadOnlyList<TypeDefinition> Of(ModuleDefinition module)
    {
        var sorter = new Sorter(module);

        // The module's own pseudo-type is not part of the device's image; its initializer, if any, is meant to be the very first.
        foreach (var type in module.GetTypes().OrderBy(t => t.FullName != "<Module>").ThenBy(t => t.FullName, NameComparer.Instance))
            sorter.Add(type);
        return sorter.Sorted;
    }

    private sealed class Sorter(ModuleDefinition module)
    {
        private readonly HashSet<TypeDefinition> _met = [];

        public List<TypeDefinition> Sorted { get; } = [];

        public void Add(TypeDefinition? type)
        {
            if (type is null || type.Module != module || _met.Contains(type))
                return;

            Add(type.DeclaringType);
            foreach (var implementation in type.Interfaces)
                Add(implementation.InterfaceType.Resolve());
            if (!_met.Add(type))
                return;

            foreach (var mentioned in Mentioned(type))
                Add(mentioned);
            Sorted.Add(type);
        }

        private static IEnumerable<TypeDefinition?> Mentioned(TypeDefinition type) =>
            from method in type.Methods
            where method.HasBody
            from instruction in method.Body.Instructions
            let callee = instruction.Operand as MethodReference
            where callee is not null
            from mentioned in callee.Parameters.Select(p => p.ParameterType).Prepend(callee.ReturnType)
            where !mentioned.IsGenericParameter
            select mentioned.Resolve();
    }

    // The processor sorts by the culture of the PC it runs on. For identifiers that comes to: punctuation before digits before
    // letters, whose case matters only between names that are otherwise the same, small before capital.
    private sealed class NameComparer : IComparer<string>
    {
        public static NameComparer Instance { get; } = new();

        public int Compare(string? x, string? y)
        {
            var length = Math.Min(x!.Length, y!.Length);
            for (var i = 0; i < length; i++)
            {
                var difference = Weight(x[i]).CompareTo(Weight(y[i]));
                if (difference != 0)
                    return difference;
            }

            return x.Length != y.Length ? x.Length.CompareTo(y.Length) : -string.CompareOrdinal(x, y);
        }

        private static int Weight(char c) =>
            char.IsLetter(c) ? 0x20000 + char.ToUpperInvariant(c)
            : char.IsDigit(c) ? 0x10000 + c
            : c;
    }
}
