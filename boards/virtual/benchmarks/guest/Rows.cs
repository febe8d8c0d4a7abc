using System;
using System.Collections;

namespace BenchmarkRows;

/// <summary>
/// One method for each row of the CPU table: does its operation n times and returns a number that comes of it, so that nothing can
/// be left out. The same source is compiled for .NET and for the board.
/// </summary>
public static class Rows
{
    private static int s_counter;

    public static int IntegerLoop(int n)
    {
        int sum = 0;
        for (int i = 0; i < n; i++) sum = (sum * 31) + i;
        return sum;
    }

    public static int ArrayRead(int n)
    {
        int[] values = new int[1024];
        for (int i = 0; i < values.Length; i++) values[i] = i;
        int sum = 0;
        for (int i = 0; i < n; i++) sum += values[i & 1023];
        return sum;
    }

    public static int ArrayWrite(int n)
    {
        int[] values = new int[1024];
        for (int i = 0; i < n; i++) values[i & 1023] = i;
        return values[7];
    }

    public static int ByteXor(int n)
    {
        byte[] bytes = new byte[256];
        for (int i = 0; i < n; i++) bytes[i & 255] ^= (byte)(i * 7);
        return bytes[1] + (bytes[200] << 8);
    }

    public static int LongArithmetic(int n)
    {
        long x = 88172645463325252;
        for (int i = 0; i < n; i++)
        {
            x ^= x << 13;
            x ^= x >> 7;
            x += i;
        }

        return (int)x;
    }

    public static int DoubleMultiplyAdd(int n)
    {
        double x = 0.5;
        for (int i = 0; i < n; i++) x = (x * 0.999) + 0.25;
        return (int)(x * 1000);
    }

    public static int StaticCall(int n)
    {
        int sum = 0;
        for (int i = 0; i < n; i++) sum = Mix(sum, i);
        return sum;
    }

    public static int InstanceCall(int n)
    {
        Square square = Keep(new Square(3));
        int sum = 0;
        for (int i = 0; i < n; i++) sum += square.Scaled(i);
        return sum;
    }

    public static int VirtualCall(int n)
    {
        Shape[] shapes = Shape.OneOfEach();
        int sum = 0;
        for (int i = 0; i < n; i++) sum += shapes[i & 3].Area(i);
        return sum;
    }

    public static int InterfaceCall(int n)
    {
        IShape[] shapes = Shape.OneOfEach();
        int sum = 0;
        for (int i = 0; i < n; i++) sum += shapes[i & 3].Corners(i);
        return sum;
    }

    public static int DelegateCall(int n)
    {
        Operation operation = n < 0 ? new Operation(Mix) : new Operation(Add);
        int sum = 0;
        for (int i = 0; i < n; i++) sum = operation(sum, i);
        return sum;
    }

    /// <summary>One operation is one call.</summary>
    public static int Recursion(int n)
    {
        int sum = 0;
        // Fib(12) is 465 calls.
        for (int i = 0; i < n; i += 465) sum += Fib(12);
        return sum;
    }

    public static int Field(int n)
    {
        Square square = Keep(new Square(3));
        for (int i = 0; i < n; i++) square.Side += i;
        return square.Side;
    }

    public static int StaticField(int n)
    {
        s_counter = 0;
        for (int i = 0; i < n; i++) s_counter += i;
        return s_counter;
    }

    public static int ObjectAllocation(int n)
    {
        Square last = null;
        for (int i = 0; i < n; i++) last = Keep(new Square(i));
        return last.Side;
    }

    public static int ByteArrayAllocation(int n)
    {
        byte[] last = null;
        for (int i = 0; i < n; i++)
        {
            last = Keep(new byte[64]);
            last[0] = (byte)i;
        }

        return last[0];
    }

    public static int Boxing(int n)
    {
        int sum = 0;
        for (int i = 0; i < n; i++) sum += (int)Keep(i);
        return sum;
    }

    public static int StringConcat(int n)
    {
        string[] words = { "red", "green", "blue", "white" };
        int sum = 0;
        for (int i = 0; i < n; i++) sum += (words[i & 3] + words[(i >> 2) & 3]).Length;
        return sum;
    }

    public static int IntToString(int n)
    {
        int sum = 0;
        for (int i = 0; i < n; i++) sum += (i + 1000).ToString().Length;
        return sum;
    }

    public static int StringIndex(int n)
    {
        string text = "The quick brown fox jumps over the lazy dog.....................";
        int sum = 0;
        for (int i = 0; i < n; i++) sum += text[i & 63];
        return sum;
    }

    public static int ArrayListAddAndGet(int n)
    {
        ArrayList list = new ArrayList();
        object item = new Square(1);
        int sum = 0;
        for (int i = 0; i < n; i++)
        {
            if (list.Count == 64) list.Clear();
            list.Add(item);
            sum += ((Square)list[list.Count - 1]).Side;
        }

        return sum;
    }

    public static int ForeachArray(int n)
    {
        int[] values = new int[100];
        for (int i = 0; i < values.Length; i++) values[i] = i;
        int sum = 0;
        for (int i = 0; i < n; i += 100)
        {
            foreach (int value in values) sum += value;
        }

        return sum;
    }

    public static int ForeachArrayList(int n)
    {
        ArrayList list = new ArrayList();
        for (int i = 0; i < 100; i++) list.Add(new Square(i));
        int sum = 0;
        for (int i = 0; i < n; i += 100)
        {
            foreach (Square square in list) sum += square.Side;
        }

        return sum;
    }

    public static int TryFinally(int n)
    {
        int sum = 0;
        for (int i = 0; i < n; i++)
        {
            try
            {
                sum += i;
            }
            finally
            {
                sum ^= 1;
            }
        }

        return sum;
    }

    public static int ThrowCatch(int n)
    {
        int caught = 0;
        for (int i = 0; i < n; i++)
        {
            try
            {
                Fail(i);
            }
            catch (ArgumentException)
            {
                caught++;
            }
        }

        return caught;
    }

    public static int Lock(int n)
    {
        object gate = new object();
        int sum = 0;
        for (int i = 0; i < n; i++)
        {
            lock (gate) sum += i;
        }

        return sum;
    }

    public static int Switch(int n)
    {
        int sum = 0;
        for (int i = 0; i < n; i++)
        {
            switch (i & 7)
            {
                case 0: sum += 3; break;
                case 1: sum ^= 5; break;
                case 2: sum -= 7; break;
                case 3: sum += i; break;
                case 4: sum ^= i; break;
                case 5: sum -= 1; break;
                case 6: sum += sum >> 3; break;
                default: sum ^= 17; break;
            }
        }

        return sum;
    }

    /// <summary>One operation is one number looked at.</summary>
    public static int Sieve(int n)
    {
        int found = 0;
        bool[] composite = new bool[4096];
        for (int done = 0; done < n; done += composite.Length)
        {
            for (int i = 0; i < composite.Length; i++) composite[i] = false;
            found = 0;
            for (int i = 2; i < composite.Length; i++)
            {
                if (composite[i]) continue;
                found++;
                for (int k = i + i; k < composite.Length; k += i) composite[k] = true;
            }
        }

        return found;
    }

    private static int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);

    private static int Mix(int a, int b) => (a * 17) + b;

    private static int Add(int a, int b) => a + b;

    // In a field that anyone may read, so that no compiler can do without an object on the heap.
    private static Square Keep(Square square) => Kept.Square = square;

    private static byte[] Keep(byte[] bytes) => Kept.Bytes = bytes;

    private static object Keep(object value) => Kept.Value = value;

    private static void Fail(int i)
    {
        if (i >= 0) throw new ArgumentException();
    }
}
