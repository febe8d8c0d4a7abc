// A small VirtualBoard.NanoApi of the tests' own: just what their firmware calls, so that tests of the retargeter depend on
// nothing but its rules. Tests add to it or put something wrong in its place.
global using System;
using VirtualBoard;
using VirtualBoard.NanoApi;

namespace VirtualBoard.NanoApi
{
    public static class Guest
    {
        public static object Statics(int assemblyIndex) => Boot.Current.Statics[assemblyIndex];

        public static bool IsCatchable(object exception) => exception is not PowerOffException;
    }

    public sealed class NanoMembersOfAttribute : Attribute
    {
        public NanoMembersOfAttribute(Type host)
        {
        }
    }

    [NanoMembersOf(typeof(object))]
    public static class ObjectMembers
    {
        public static string ToString(object self) =>
            self is Enum ? Convert.ToInt64(self).ToString() : self.ToString();

        public static string base_ToString(object self) => "base of " + self.GetType().Name;

        public static int GetHashCode(object self) => self is string text ? text.Length : self is Enum ? 42 : self.GetHashCode();

        public static int base_GetHashCode(object self) => 17;
    }

    [NanoMembersOf(typeof(int))]
    public static class Int32Members
    {
        public static string ToString(ref int self) => self.ToString();
    }

    [NanoMembersOf(typeof(string))]
    public static class StringMembers
    {
        public static string Concat(object a, object b) => Text(a) + Text(b);

        public static string Format(string format, object[] args) => string.Format(format, Array.ConvertAll(args, a => (object)Text(a)));

        public static bool StartsWith(string self, string value) => self.StartsWith(value, StringComparison.Ordinal);

        private static string Text(object value) => value is null ? "" : ObjectMembers.ToString(value);
    }
}

namespace System
{
    public static class Console
    {
        public static void Write(string value) => Boot.Current.Board.Console.Write(value ?? "");

        public static void WriteLine() => Boot.Current.Board.Console.WriteLine("");

        public static void WriteLine(string value) => Boot.Current.Board.Console.WriteLine(value ?? "");
    }
}

namespace System.Threading
{
    public delegate void ThreadStart();

    public sealed class Thread
    {
        private readonly ThreadStart _body;

        public Thread(ThreadStart start) => _body = start;

        public void Start() => Boot.Current.StartThread("guest", () => _body());

        public static void Sleep(int millisecondsTimeout)
        {
            _ = Boot.Current;
            BoardThread.Current.Sleep(TimeSpan.FromMilliseconds(millisecondsTimeout));
        }
    }

    public static class Monitor
    {
        public static void Enter(object obj) => Console.WriteLine("enter");

        public static void Exit(object obj) => System.IO.Path.GetFileName("exit");
    }
}

namespace System.IO
{
    public static class Path
    {
        // Prints what it is given, also for a boot that is dead.
        public static string GetFileName(string path)
        {
            BoardThread.Current.Boot.Board.Console.WriteLine("acted " + path);
            return path;
        }
    }
}

namespace nanoFramework.Runtime.Native
{
    public enum RebootOption
    {
        NormalReboot = 0,
        EnterNanoBooter = 1,
        ClrOnly = 2,
        EnterProprietaryBooter = 8,
    }

    public class Power
    {
        // The stand-in does not boot again: the tests look at what the dying boot still does.
        public static void RebootDevice(RebootOption rebootOption)
        {
            Boot.Current.Board.PowerOff();
            throw new PowerOffException();
        }
    }
}
