using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;
using VirtualBoard.Retargeting.Api;
using VirtualBoard.Retargeting.Pipeline;
using FieldAttributes = Mono.Cecil.FieldAttributes;
using MethodAttributes = Mono.Cecil.MethodAttributes;
using TypeAttributes = Mono.Cecil.TypeAttributes;

namespace VirtualBoard.Retargeting.Rewriting;

/// <summary>
/// Moves the static fields of each generic type into a generic class with the same parameters. Of it a boot has an object for each set of
/// type arguments, made at the first use, which also runs what was the static constructor.
/// </summary>
internal sealed class GenericStaticsWriter(FirmwareAssembly assembly, NanoApiAssembly nanoApi)
{
    private const string HelperName = "StaticsOf";

    private Type Base => nanoApi.Helper(HelperName).GetGenericArguments()[0].GetGenericParameterConstraints()[0];

    public void Move(Dictionary<FieldDefinition, MovedField> moved)
    {
        foreach (var owner in assembly.Module.GetTypes().Where(t => t.HasGenericParameters && t.Fields.Any(StaticsPass.Moves)).ToList())
        {
            var statics = Make(owner);
            assembly.Module.Types.Add(statics);
            StaticsPass.Move(assembly, owner, statics, moved);
        }
    }

    /// <summary>The call that gives the object that has a field, in the terms of the method that uses it.</summary>
    /// <param name="place">The field in the class of statics; to be seen from this assembly.</param>
    /// <param name="used">The type that declared it, as the method mentions it.</param>
    public (GenericInstanceType Class, MethodReference Call) Use(TypeReference place, GenericInstanceType used)
    {
        var instance = new GenericInstanceType(place);
        foreach (var argument in used.GenericArguments)
        {
            StaticsPass.Expose(argument);
            instance.GenericArguments.Add(argument);
        }

        var helper = nanoApi.Helper(HelperName);
        var open = new MethodReference(helper.Name, assembly.Module.TypeSystem.Void, assembly.HostReferences.Type(helper.DeclaringType!));
        open.GenericParameters.Add(new GenericParameter(open));
        open.ReturnType = open.GenericParameters[0];
        return (instance, new GenericInstanceMethod(open) { GenericArguments = { instance } });
    }

    private TypeDefinition Make(TypeDefinition owner)
    {
        StaticsPass.Expose(owner);
        var ofBase = assembly.HostReferences.Type(Base);
        var statics = new TypeDefinition(
            "",
            owner.FullName.Replace('/', '.') + StaticsPass.ClassName,
            TypeAttributes.Class | TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit,
            ofBase);
        foreach (var parameter in owner.GenericParameters)
            statics.GenericParameters.Add(Copy(parameter, statics));
        var constructor = Base.GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, [])!;
        statics.Methods.Add(StaticsPass.Constructor(assembly, assembly.HostReferences.Method(constructor)));
        statics.Methods.Add(Initializer(owner, statics));
        return statics;
    }

    // A constraint that mentions a parameter does so by its number, which is the same.
    private static GenericParameter Copy(GenericParameter parameter, TypeDefinition owner)
    {
        var copy = new GenericParameter(parameter.Name, owner)
        {
            HasReferenceTypeConstraint = parameter.HasReferenceTypeConstraint,
            HasNotNullableValueTypeConstraint = parameter.HasNotNullableValueTypeConstraint,
            HasDefaultConstructorConstraint = parameter.HasDefaultConstructorConstraint,
        };
        foreach (var constraint in parameter.Constraints)
            copy.Constraints.Add(new GenericParameterConstraint(constraint.ConstraintType));
        return copy;
    }

    private MethodDefinition Initializer(TypeDefinition owner, TypeDefinition statics)
    {
        var method = new MethodDefinition(
            Base.GetMethods().Single(m => m.IsAbstract).Name,
            MethodAttributes.Public | MethodAttributes.HideBySig | MethodAttributes.Virtual,
            assembly.HostReferences.Type(typeof(void)));
        var il = method.Body.GetILProcessor();
        if (StaticsPass.Initializer(owner) is { } constructor)
        {
            constructor.IsAssembly = true;
            var instance = new GenericInstanceType(owner);
            foreach (var parameter in statics.GenericParameters)
                instance.GenericArguments.Add(parameter);
            il.Emit(OpCodes.Call, new MethodReference(constructor.Name, constructor.ReturnType, instance));
        }

        il.Emit(OpCodes.Ret);
        return method;
    }
}
