extern alias host;

using System.Globalization;
using System.Text;
using VirtualBoard.NanoApi.Text;

namespace System.IO;

/// <summary>Stands in for nanoFramework's writer of characters. Lines end in CR LF.</summary>
public abstract class TextWriter : MarshalByRefObject, IDisposable
{
    protected char[] CoreNewLine = ['\r', '\n'];

    public abstract Encoding Encoding { get; }

    public virtual string NewLine
    {
        get => new(CoreNewLine);
        set => CoreNewLine = (value ?? "\r\n").ToCharArray();
    }

    public virtual void Close() => Dispose();

    protected virtual void Dispose(bool disposing)
    {
    }

    public void Dispose() => Dispose(true);

    public virtual void Flush()
    {
    }

    public virtual void Write(char value)
    {
    }

    public virtual void Write(char[] buffer)
    {
        if (buffer is not null)
            Write(buffer, 0, buffer.Length);
    }

    public virtual void Write(char[] buffer, int index, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if (index < 0 || count < 0)
            throw new ArgumentOutOfRangeException();
        if (buffer.Length - index < count)
            throw new ArgumentException();
        for (var i = 0; i < count; i++)
            Write(buffer[index + i]);
    }

    public virtual void Write(bool value) => Write(value ? bool.TrueString : bool.FalseString);

    public virtual void Write(int value) => Write(value.ToString(host::System.Globalization.CultureInfo.InvariantCulture));

    public virtual void Write(uint value) => Write(value.ToString(host::System.Globalization.CultureInfo.InvariantCulture));

    public virtual void Write(long value) => Write(value.ToString(host::System.Globalization.CultureInfo.InvariantCulture));

    public virtual void Write(ulong value) => Write(value.ToString(host::System.Globalization.CultureInfo.InvariantCulture));

    public virtual void Write(float value) => Write(NumberText.Of(value, null));

    public virtual void Write(double value) => Write(NumberText.Of(value, null));

    public virtual void Write(string? value)
    {
        if (value is not null)
            Write(value.ToCharArray());
    }

    public virtual void Write(object? value)
    {
        if (value is not null)
            Write(ObjectText.Of(value));
    }

    public virtual void WriteLine() => Write(CoreNewLine);

    public virtual void WriteLine(char value)
    {
        Write(value);
        WriteLine();
    }

    public virtual void WriteLine(char[] buffer)
    {
        Write(buffer);
        WriteLine();
    }

    public virtual void WriteLine(char[] buffer, int index, int count)
    {
        Write(buffer, index, count);
        WriteLine();
    }

    public virtual void WriteLine(bool value)
    {
        Write(value);
        WriteLine();
    }

    public virtual void WriteLine(int value)
    {
        Write(value);
        WriteLine();
    }

    public virtual void WriteLine(uint value)
    {
        Write(value);
        WriteLine();
    }

    public virtual void WriteLine(long value)
    {
        Write(value);
        WriteLine();
    }

    public virtual void WriteLine(ulong value)
    {
        Write(value);
        WriteLine();
    }

    public virtual void WriteLine(float value)
    {
        Write(value);
        WriteLine();
    }

    public virtual void WriteLine(double value)
    {
        Write(value);
        WriteLine();
    }

    public virtual void WriteLine(string? value)
    {
        Write(value);
        WriteLine();
    }

    public virtual void WriteLine(object? value)
    {
        Write(value);
        WriteLine();
    }
}
