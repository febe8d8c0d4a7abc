using Mono.Cecil;
using Mono.Cecil.Cil;
using VirtualBoard.Retargeting.Pipeline;
using VirtualBoard.Retargeting.Rewriting;

namespace VirtualBoard.Retargeting.Mutation;

/// <summary>
/// Writes every mutant of some namespaces into the firmware, side by side with the original and each behind a question: is it this one?
/// So the firmware is retargeted and compiled once, however many mutants there are.
/// </summary>
/// <remarks>
/// The places are found before any pass has added code of its own; the mutants are written when static fields have moved, since the
/// fields that choose a mutant belong to the loaded image and not to a boot.
/// </remarks>
internal sealed class MutantWriter(MutationScope scope)
{
    /// <summary>Name of the class that every changed assembly gets.</summary>
    public const string ClassName = "<Mutants>";

    /// <summary>Its field with the number of the mutant that is on.</summary>
    public const string ActiveField = "Active";

    /// <summary>Its field with one byte for each mutant, set when the mutant's place is reached.</summary>
    public const string ReachedField = "Reached";

    private readonly List<Place> _places = [];
    private readonly List<Mutant> _mutants = [];

    public IReadOnlyList<Mutant> Mutants => _mutants;

    public void Find(Firmware firmware)
    {
        foreach (var assembly in firmware.Assemblies)
        {
            foreach (var method in assembly.Module.GetTypes().Where(IsWanted).SelectMany(t => t.Methods).Where(m => m.HasBody))
                _places.AddRange(Places(assembly, method));
        }
    }

    public void Write()
    {
        foreach (var group in _places.GroupBy(p => p.Assembly))
        {
            var question = AddClass(group.Key);
            foreach (var place in group)
                Write(place, question);
        }
    }

    private bool IsWanted(TypeDefinition type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return scope.Namespaces.Any(n => type.Namespace == n || type.Namespace.StartsWith(n + ".", StringComparison.Ordinal));
    }

    private IEnumerable<Place> Places(FirmwareAssembly assembly, MethodDefinition method)
    {
        var points = method.DebugInformation.SequencePoints.OrderBy(p => p.Offset).ToList();
        var ignored = method.Body.Instructions.Where(IsIgnoredCall).Select(Statement).ToHashSet();
        var name = Describe.Method(method);
        foreach (var instruction in method.Body.Instructions)
        {
            var point = Statement(instruction);
            // Hidden code is the compiler's, such as the test for null before Dispose.
            if (point is { IsHidden: true } || ignored.Contains(point))
                continue;
            var alternatives = Alternatives.Of(method, instruction).ToList();
            if (alternatives.Count > 0)
                yield return new Place(assembly, method, instruction, alternatives, name, instruction.Offset, point);
        }

        SequencePoint? Statement(Instruction instruction) => points.LastOrDefault(p => p.Offset <= instruction.Offset);
    }

    private bool IsIgnoredCall(Instruction instruction) =>
        instruction.Operand is MethodReference { DeclaringType: var type } &&
        (scope.IgnoredCalls.Contains(type.Name) || scope.IgnoredCalls.Contains(type.FullName));

    private void Write(Place place, MethodReference question)
    {
        var editor = new BodyEditor(place.Method);
        var codes = place.Alternatives.Select(a => a.Code()).ToList();
        var original = editor.Displace(place.Instruction);
        var end = place.Alternatives[0].KeepsInstruction ? null : editor.After(original, OpCodes.Nop);
        foreach (var (alternative, code) in place.Alternatives.Zip(codes))
        {
            _mutants.Add(new Mutant(
                _mutants.Count + 1, place.Name, place.Offset, alternative.Change, place.Point?.Document.Url, place.Point?.StartLine ?? 0));
            var otherwise = Instruction.Create(OpCodes.Nop);
            editor.Before(
                original,
                [
                    BodyEditor.Create(OpCodes.Ldc_I4, _mutants.Count),
                    BodyEditor.Create(OpCodes.Call, question),
                    BodyEditor.Create(OpCodes.Brfalse, otherwise),
                    .. code,
                    .. end is null ? Array.Empty<Instruction>() : [BodyEditor.Create(OpCodes.Br, end)],
                    otherwise,
                ]);
        }
    }

    private static MethodDefinition AddClass(FirmwareAssembly assembly)
    {
        var system = assembly.Module.TypeSystem;
        var type = new TypeDefinition(
            "", ClassName, TypeAttributes.Class | TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed, system.Object);
        var active = new FieldDefinition(ActiveField, FieldAttributes.Public | FieldAttributes.Static, system.Int32);
        var reached = new FieldDefinition(ReachedField, FieldAttributes.Public | FieldAttributes.Static, new ArrayType(system.Byte));
        type.Fields.Add(active);
        type.Fields.Add(reached);

        var question = new MethodDefinition("Is", MethodAttributes.Public | MethodAttributes.Static | MethodAttributes.HideBySig, system.Boolean);
        question.Parameters.Add(new ParameterDefinition("number", ParameterAttributes.None, system.Int32));
        var il = question.Body.GetILProcessor();
        il.Emit(OpCodes.Ldsfld, reached);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4, 1);
        il.Emit(OpCodes.Stelem_I1);
        il.Emit(OpCodes.Ldsfld, active);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ceq);
        il.Emit(OpCodes.Ret);
        type.Methods.Add(question);
        assembly.Module.Types.Add(type);
        return question;
    }

    /// <summary>An instruction of the firmware as it was compiled, that can be mutated.</summary>
    private sealed record Place(
        FirmwareAssembly Assembly,
        MethodDefinition Method,
        Instruction Instruction,
        IReadOnlyList<Alternative> Alternatives,
        string Name,
        int Offset,
        SequencePoint? Point);
}
