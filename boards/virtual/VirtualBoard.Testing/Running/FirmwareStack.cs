using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;

namespace VirtualBoard.Testing.Running;

/// <summary>
/// Stack traces as firmware developers want them: frames of the firmware with file and line, calls into the board's API without, and
/// nothing of the test framework, the machine or the host.
/// </summary>
internal sealed class FirmwareStack(Assembly firmware, SourceFiles files)
{
    private readonly AssemblyLoadContext? _context = AssemblyLoadContext.GetLoadContext(firmware);

    /// <summary>The lines of an exception; null when none of its frames is worth a line.</summary>
    public string? Of(Exception exception) => Of(new StackTrace(exception, fNeedFileInfo: true));

    /// <summary>The lines of a trace.</summary>
    public string? Of(StackTrace trace)
    {
        var text = new StringBuilder();
        foreach (var frame in trace.GetFrames())
        {
            if (frame.GetMethod() is not { } method)
                continue;
            if (method.Name == MethodCall.FrameName)
                break;
            if (!IsShown(method))
                continue;
            if (text.Length > 0)
                text.Append(Environment.NewLine);
            Append(text, frame, method);
        }

        return text.Length == 0 ? null : text.ToString();
    }

    private bool IsFirmware(MethodBase method) =>
        AssemblyLoadContext.GetLoadContext(method.Module.Assembly) == _context;

    private bool IsShown(MethodBase method)
    {
        var type = method.DeclaringType?.FullName ?? "";
        if (IsFirmware(method))
            return !type.StartsWith('<');
        // What is left is the board's API: its own helpers, the machine below it and the host's libraries are not firmware's business.
        return method.Module.Assembly.GetName().Name == "VirtualBoard.NanoApi" && method is { IsPublic: true, DeclaringType.IsVisible: true } &&
            !type.StartsWith("VirtualBoard.", StringComparison.Ordinal) &&
            !type.StartsWith("nanoFramework.TestFramework.", StringComparison.Ordinal);
    }

    private void Append(StringBuilder text, StackFrame frame, MethodBase method)
    {
        var parameters = method.GetParameters().Select(p => $"{p.ParameterType.Name} {p.Name}");
        text.Append("   at ").Append(method.DeclaringType!.FullName!.Replace('+', '.')).Append('.').Append(method.Name)
            .Append('(').AppendJoin(", ", parameters).Append(')');
        if (IsFirmware(method) && frame.GetFileName() is { } file)
            text.Append(" in ").Append(files.Resolve(file)).Append(":line ").Append(frame.GetFileLineNumber());
    }
}
