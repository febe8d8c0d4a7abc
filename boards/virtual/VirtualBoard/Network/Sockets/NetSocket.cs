using System.Net.Sockets;

namespace VirtualBoard.Network.Sockets;

/// <summary>A socket of a board's firmware. It takes one of the board's sockets until it is disposed, or until its boot ends.</summary>
/// <remarks>Nothing here blocks: whoever waits looks at the conditions again each time <see cref="Changed"/> was raised.</remarks>
public abstract class NetSocket : IDisposable
{
    private protected NetSocket(NetStack stack, Boot boot) => (Stack, Boot) = (stack, boot);

    /// <summary>Raised, with the baton, when a condition may have changed.</summary>
    public event Action? Changed;

    /// <summary>The address and port it is bound to; zeros until it is.</summary>
    public NetEndPoint Local { get; private protected set; }

    /// <summary>Whether an operation that reads would end at once: with data, a connection, the end, or an error.</summary>
    public abstract bool IsReadable { get; }

    /// <summary>Whether an operation that sends would end at once.</summary>
    public abstract bool IsWritable { get; }

    /// <summary>What went wrong since the socket was last asked; null for nothing.</summary>
    public abstract SocketError? Failure { get; }

    /// <summary>Bytes that can be read at once.</summary>
    public abstract int Available { get; }

    /// <summary>Whether it was closed.</summary>
    public bool IsClosed { get; private set; }

    private protected NetStack Stack { get; }

    private protected Boot Boot { get; }

    /// <summary>Gives it an address and a port of the board.</summary>
    /// <param name="local">Address, 0 for any; port, 0 for one that is free.</param>
    /// <param name="reuse">Whether a port in use by another socket will do.</param>
    /// <exception cref="NetException">The port is in use, the address is not the board's, or it has a port already.</exception>
    public void Bind(NetEndPoint local, bool reuse = false)
    {
        if (Local.Port != 0)
            throw new NetException(SocketError.InvalidArgument);
        Local = Stack.Claim(this, local, reuse);
    }

    /// <summary>Closes it and gives it back to the board.</summary>
    public void Dispose()
    {
        if (IsClosed)
            return;
        IsClosed = true;
        // A dead boot's sockets are gone already, and the next boot has its own.
        if (Boot.IsAlive)
        {
            Close();
            Stack.Remove(this);
        }

        Change();
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets those who wait look again.</summary>
    internal void Change() => Changed?.Invoke();

    /// <summary>The board has lost an address.</summary>
    internal abstract void AddressLost();

    private protected abstract void Close();
}
