using System.Reflection;
using System.Reflection.Emit;

namespace VirtualBoard.Memory;

/// <summary>Compiles looks at the fields of a type: several times faster than reflection.</summary>
internal static class FieldVisitor
{
    /// <summary>Tells what the fields of an object or a boxed structure refer to, and returns how many values there are in it: a structure
    /// in a field is an object of its own, with a block for itself.</summary>
    internal delegate int Look(object item, Action<object?> reach);

    private static readonly MethodInfo ReachMethod = typeof(Action<object?>).GetMethod(nameof(Action<>.Invoke))!;

    /// <summary>The look for a type whose shape has fields.</summary>
    public static Look Of(Type type, Func<Type, ObjectShape> shapeOf)
    {
        var method = new DynamicMethod("LookAt" + type.Name, typeof(int), [typeof(object), typeof(Action<object?>)], typeof(FieldVisitor).Module, skipVisibility: true);
        var code = method.GetILGenerator();
        var values = Write([], type);
        code.Emit(OpCodes.Ldc_I4, values);
        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<Look>();

        // A path leads from the item to a structure within it.
        int Write(FieldInfo[] path, Type at)
        {
            var shape = shapeOf(at);
            foreach (var field in shape.References)
            {
                code.Emit(OpCodes.Ldarg_1);
                LoadPlace(path);
                code.Emit(OpCodes.Ldfld, field);
                code.Emit(OpCodes.Callvirt, ReachMethod);
            }

            return shape.Values + shape.Structures.Sum(f => 1 + Write([.. path, f], f.FieldType));
        }

        void LoadPlace(FieldInfo[] path)
        {
            code.Emit(OpCodes.Ldarg_0);
            if (type.IsValueType)
                code.Emit(OpCodes.Unbox, type);
            foreach (var field in path)
                code.Emit(OpCodes.Ldflda, field);
        }
    }
}
