using Mono.Cecil;
using Mono.Cecil.Cil;
using VirtualBoard.Retargeting.Api;
using VirtualBoard.Retargeting.Loading;
using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting.Rewriting;

/// <summary>
/// Moves the static fields of each assembly into a class of which every boot gets an object of its own. One loaded assembly then
/// serves any number of boards, and a reboot starts from fresh statics. Static constructors become methods that the boot calls.
/// </summary>
internal static class StaticsPass
{
    public const string ClassName = "<Statics>";
    private const string InitializerName = "StaticConstructor";

    /// <summary>
    /// Whether a field is one that moves: constants are no storage, data of array initializers is never written, and what belongs to
    /// nanoFramework is the host's or NanoApi's affair.
    /// </summary>
    public static bool Moves(FieldDefinition field) =>
        field is { IsStatic: true, IsLiteral: false } &&
        (field.Attributes & FieldAttributes.HasFieldRVA) == 0 &&
        !FrameworkAssemblies.Contains(field.Module.Assembly.Name.Name);

    public static void Run(Firmware firmware, NanoApiAssembly nanoApi)
    {
        var fields = new Dictionary<FieldDefinition, MovedField>();
        foreach (var assembly in firmware.Assemblies)
            Initializers(assembly);

        // Accesses are found before fields move away, and in all assemblies, for one may use another's fields.
        var accesses = firmware.Assemblies.SelectMany(Accesses).ToList();
        foreach (var assembly in firmware.Assemblies)
        {
            new GenericStaticsWriter(assembly, nanoApi).Move(fields);
            Move(assembly, fields);
        }

        foreach (var group in accesses.GroupBy(a => a.Method))
            new StaticsAccessRewriter(group.First().Assembly, group.Key, nanoApi).Rewrite(group, fields);
    }

    private static void Initializers(FirmwareAssembly assembly)
    {
        foreach (var type in DeviceTypeOrder.Of(assembly.Module).Where(t => !t.HasGenericParameters))
        {
            if (Initializer(type) is { } initializer)
                assembly.Initializers.Add(initializer);
        }
    }

    /// <summary>Makes the static constructor of a type an ordinary method; null when it has none.</summary>
    public static MethodDefinition? Initializer(TypeDefinition type)
    {
        var initializer = type.Methods.FirstOrDefault(m => m is { Name: ".cctor", IsStatic: true });
        if (initializer is null)
            return null;

        initializer.Name = InitializerName;
        initializer.IsSpecialName = false;
        initializer.IsRuntimeSpecialName = false;
        return initializer;
    }

    private static IEnumerable<StaticsAccess> Accesses(FirmwareAssembly assembly) =>
        from type in assembly.Module.GetTypes()
        from method in type.Methods
        where method.HasBody
        from instruction in method.Body.Instructions
        where instruction.OpCode.Code is Code.Ldsfld or Code.Stsfld or Code.Ldsflda
        let field = ((FieldReference)instruction.Operand).Resolve()
        where field is not null && Moves(field)
        select new StaticsAccess(assembly, method, instruction, field);

    private static void Move(FirmwareAssembly assembly, Dictionary<FieldDefinition, MovedField> moved)
    {
        var owners = assembly.Module.GetTypes().Where(t => t.Fields.Any(Moves)).ToList();
        if (owners.Count == 0)
            return;

        var statics = new TypeDefinition(
            "",
            ClassName,
            TypeAttributes.Class | TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit,
            assembly.HostReferences.Type(typeof(object)));
        statics.Methods.Add(Constructor(assembly, assembly.HostReferences.Method(typeof(object).GetConstructor([])!)));
        assembly.Module.Types.Add(statics);
        assembly.Statics = statics;

        foreach (var owner in owners)
            Move(assembly, owner, statics, moved);
    }

    /// <summary>Moves the static fields of one type.</summary>
    public static void Move(FirmwareAssembly assembly, TypeDefinition owner, TypeDefinition statics, Dictionary<FieldDefinition, MovedField> moved)
    {
        foreach (var field in owner.Fields.Where(Moves).ToList())
        {
            owner.Fields.Remove(field);
            Expose(field.FieldType);
            // Firmware's reflection shows it as it was declared: with its attributes, and marked when it was not public.
            var access = field.IsPublic ? FieldAttributes.Public : FieldAttributes.Public | FieldAttributes.NotSerialized;
            var place = new FieldDefinition($"{owner.FullName}.{field.Name}", access, field.FieldType);
            foreach (var attribute in field.CustomAttributes)
                place.CustomAttributes.Add(attribute);
            statics.Fields.Add(place);
            moved.Add(field, new MovedField(assembly, place));
        }
    }

    /// <summary>Lets the classes of statics, and the methods of other types, handle a type that only its neighbours could see.</summary>
    public static void Expose(TypeReference type)
    {
        foreach (var argument in (type as GenericInstanceType)?.GenericArguments ?? [])
            Expose(argument);
        for (var at = type.GetElementType().Resolve(); at is { IsNested: true }; at = at.DeclaringType)
        {
            if (at.IsNestedPrivate || at.IsNestedFamily || at.IsNestedFamilyAndAssembly)
                at.IsNestedAssembly = true;
        }
    }

    /// <summary>A constructor that does no more than call the base class's.</summary>
    public static MethodDefinition Constructor(FirmwareAssembly assembly, MethodReference ofBase)
    {
        var constructor = new MethodDefinition(
            ".ctor",
            MethodAttributes.Public | MethodAttributes.HideBySig | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName,
            assembly.HostReferences.Type(typeof(void)));
        var il = constructor.Body.GetILProcessor();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, ofBase);
        il.Emit(OpCodes.Ret);
        return constructor;
    }
}

/// <summary>Where a static field went.</summary>
/// <param name="Assembly">Assembly whose boot object holds it.</param>
/// <param name="Place">The field of that object.</param>
internal sealed record MovedField(FirmwareAssembly Assembly, FieldDefinition Place);

/// <summary>An instruction that uses a static field.</summary>
/// <param name="Assembly">Assembly of the method.</param>
/// <param name="Method">Method it is in.</param>
/// <param name="Instruction">The instruction.</param>
/// <param name="Field">The field.</param>
internal sealed record StaticsAccess(
    FirmwareAssembly Assembly, MethodDefinition Method, Instruction Instruction, FieldDefinition Field);
