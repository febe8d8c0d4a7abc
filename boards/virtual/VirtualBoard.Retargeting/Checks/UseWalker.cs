using Mono.Cecil;
using Mono.Cecil.Cil;
using VirtualBoard.Retargeting.Pipeline;

namespace VirtualBoard.Retargeting.Checks;

/// <summary>What <see cref="UseWalker"/> reports.</summary>
internal interface IUseVisitor
{
    /// <summary>A named type is used; arrays, references and generic instances are reported by what they are made of.</summary>
    void Type(TypeReference type, Site site);

    /// <summary>A method is used by an instruction.</summary>
    void Method(MethodReference method, MethodDefinition user, Instruction instruction, Site site);

    /// <summary>A field is used by an instruction.</summary>
    void Field(FieldReference field, MethodDefinition user, Instruction instruction, Site site);

    /// <summary>A method is named as the one that a firmware method implements or overrides.</summary>
    void Implements(MethodReference method, Site site);

    /// <summary>An attribute is used; its arguments are reported only when the answer is true.</summary>
    bool Attribute(ICustomAttributeProvider owner, CustomAttribute attribute, Site site);

    /// <summary>A type of a form that has no equal on the host.</summary>
    void Unknown(string what, Site site);
}

/// <summary>
/// Reports every use of a type or member in an assembly: declarations, attributes, exception handlers and the operand of every
/// instruction, whatever its opcode. A use this walk missed could not slip through: <c>OutputGuard</c> looks at the result.
/// </summary>
internal sealed class UseWalker
{
    private readonly IUseVisitor _visitor;

    public UseWalker(IUseVisitor visitor) => _visitor = visitor;

    public void Walk(ModuleDefinition module)
    {
        var site = new Site(module.Assembly.Name.Name, module.Assembly.Name.Name);
        Attributes(module.Assembly, site);
        Attributes(module, site);
        foreach (var type in module.GetTypes())
            Declaration(type);
    }

    private void Declaration(TypeDefinition type)
    {
        var site = Site.Of(type);
        Attributes(type, site);
        Generics(type, site);
        if (type.BaseType is not null)
            Type(type.BaseType, site);
        foreach (var implementation in type.Interfaces)
        {
            Type(implementation.InterfaceType, site);
            Attributes(implementation, site);
        }

        foreach (var field in type.Fields)
        {
            Attributes(field, Site.Of(field));
            Type(field.FieldType, Site.Of(field));
        }

        foreach (var property in type.Properties)
        {
            Attributes(property, site);
            Type(property.PropertyType, site);
        }

        foreach (var @event in type.Events)
        {
            Attributes(@event, site);
            Type(@event.EventType, site);
        }

        foreach (var method in type.Methods)
            Declaration(method);
    }

    private void Declaration(MethodDefinition method)
    {
        var site = Site.Of(method);
        Attributes(method, site);
        Generics(method, site);
        Attributes(method.MethodReturnType, site);
        Type(method.ReturnType, site);
        foreach (var parameter in method.Parameters)
        {
            Attributes(parameter, site);
            Type(parameter.ParameterType, site);
        }

        foreach (var implemented in method.Overrides)
        {
            TypeArguments(implemented.DeclaringType, site);
            _visitor.Implements(implemented, site);
        }

        if (method.HasBody)
            Body(method, site);
    }

    private void Body(MethodDefinition method, Site site)
    {
        foreach (var variable in method.Body.Variables)
            Type(variable.VariableType, site);
        foreach (var handler in method.Body.ExceptionHandlers)
        {
            if (handler.CatchType is not null)
                Type(handler.CatchType, site.At(handler.HandlerStart));
        }

        foreach (var instruction in method.Body.Instructions)
            Operand(method, instruction, site.At(instruction));
    }

    private void Operand(MethodDefinition user, Instruction instruction, Site site)
    {
        switch (instruction.Operand)
        {
            case TypeReference type:
                Type(type, site);
                break;
            case MethodReference method:
                TypeArguments(method.DeclaringType, site);
                if (method is GenericInstanceMethod generic)
                {
                    foreach (var argument in generic.GenericArguments)
                        Type(argument, site);
                }

                _visitor.Method(method.GetElementMethod(), user, instruction, site);
                break;
            case FieldReference field:
                TypeArguments(field.DeclaringType, site);
                _visitor.Field(field, user, instruction, site);
                break;
            case CallSite call:
                Type(call.ReturnType, site);
                foreach (var parameter in call.Parameters)
                    Type(parameter.ParameterType, site);
                break;
        }
    }

    private void Type(TypeReference type, Site site)
    {
        switch (type)
        {
            case GenericParameter:
                break;
            case FunctionPointerType:
                _visitor.Unknown("a function pointer", site);
                break;
            case GenericInstanceType generic:
                TypeArguments(generic, site);
                _visitor.Type(generic.ElementType, site);
                break;
            case IModifierType modified:
                Type(modified.ModifierType, site);
                Type(modified.ElementType, site);
                break;
            case TypeSpecification specification:
                Type(specification.ElementType, site);
                break;
            default:
                _visitor.Type(type, site);
                break;
        }
    }

    // A member's declaring type is reported with the member, but what it is made of is not.
    private void TypeArguments(TypeReference type, Site site)
    {
        if (type is GenericInstanceType generic)
        {
            foreach (var argument in generic.GenericArguments)
                Type(argument, site);
        }
        else if (type is TypeSpecification specification)
        {
            Type(specification.ElementType, site);
        }
    }

    private void Generics(IGenericParameterProvider provider, Site site)
    {
        foreach (var parameter in provider.GenericParameters)
        {
            Attributes(parameter, site);
            foreach (var constraint in parameter.Constraints)
            {
                Type(constraint.ConstraintType, site);
                Attributes(constraint, site);
            }
        }
    }

    private void Attributes(ICustomAttributeProvider owner, Site site)
    {
        foreach (var attribute in owner.CustomAttributes)
        {
            if (!_visitor.Attribute(owner, attribute, site))
                continue;

            foreach (var argument in attribute.ConstructorArguments)
                Argument(argument, site);
            foreach (var named in attribute.Fields.Concat(attribute.Properties))
                Argument(named.Argument, site);
        }
    }

    private void Argument(CustomAttributeArgument argument, Site site)
    {
        Type(argument.Type, site);
        switch (argument.Value)
        {
            case TypeReference type:
                Type(type, site);
                break;
            case CustomAttributeArgument boxed:
                Argument(boxed, site);
                break;
            case CustomAttributeArgument[] array:
                foreach (var element in array)
                    Argument(element, site);
                break;
        }
    }
}
