using System.IO;

namespace System.Net;

/// <summary>Stands in for nanoFramework's base of web responses.</summary>
/// <remarks>It has no finalizer: a response that firmware forgets to dispose keeps its socket until the boot ends.</remarks>
public abstract class WebResponse : MarshalByRefObject, IDisposable
{
    public virtual long ContentLength
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public virtual string ContentType
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public virtual Uri ResponseUri => throw new NotSupportedException();

    public virtual WebHeaderCollection Headers => throw new NotSupportedException();

    public virtual Stream GetResponseStream() => throw new NotSupportedException();

    public virtual void Close() => Dispose(true);

    public void Dispose() => Close();

    protected virtual void Dispose(bool disposing)
    {
    }
}
