namespace System.IO;

/// <summary>Stands in for nanoFramework's reader of characters.</summary>
public abstract class TextReader : MarshalByRefObject, IDisposable
{
    public virtual void Close() => Dispose();

    public void Dispose() => Dispose(true);

    protected virtual void Dispose(bool disposing)
    {
    }

    public virtual int Peek() => -1;

    public virtual int Read() => -1;

    public virtual int Read(char[] buffer, int index, int count) => -1;

    public virtual int ReadBlock(char[] buffer, int index, int count)
    {
        var total = 0;
        int read;
        do
        {
            read = Read(buffer, index + total, count - total);
            total += read;
        }
        while (read > 0 && total < count);

        return total;
    }

    public virtual string? ReadLine() => null;

    public virtual string? ReadToEnd() => null;
}
