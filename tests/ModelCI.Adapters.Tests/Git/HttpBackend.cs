using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ModelCI.Adapters.Tests.Git;

/// <summary>Serves the repositories of a folder over http by <c>git http-backend</c>, a CGI program.</summary>
internal sealed class HttpBackend : IDisposable
{
    private readonly HttpListener _listener;
    private readonly string _root;

    public HttpBackend(string root)
    {
        _root = root;
        (_listener, Address) = Listen();
        _ = AcceptAsync();
    }

    /// <summary>Ends with a slash.</summary>
    public string Address { get; }

    public void Dispose() => _listener.Close();

    // A port that was free a moment ago may be taken by then.
    private static (HttpListener Listener, string Address) Listen()
    {
        for (var attempt = 1; ; attempt++)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
            probe.Stop();
            var listener = new HttpListener();
            listener.Prefixes.Add(address);
            try
            {
                listener.Start();
                return (listener, address);
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                listener.Close();
            }
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync().ConfigureAwait(false);
                _ = Task.Run(() => AnswerAsync(context));
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // Disposed.
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var request = context.Request;
        using var body = new MemoryStream();
        await request.InputStream.CopyToAsync(body).ConfigureAwait(false);
        var start = new ProcessStartInfo("git", ["http-backend"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var (path, query) = (request.Url!.AbsolutePath, request.Url.Query.TrimStart('?'));
        foreach (var (name, value) in new (string, string?)[]
        {
            ("GIT_PROJECT_ROOT", _root), ("GIT_HTTP_EXPORT_ALL", "1"), ("PATH_INFO", path), ("QUERY_STRING", query), ("REQUEST_METHOD", request.HttpMethod),
            ("CONTENT_TYPE", request.ContentType), ("CONTENT_LENGTH", body.Length.ToString(CultureInfo.InvariantCulture)),
            ("HTTP_CONTENT_ENCODING", request.Headers["Content-Encoding"]), ("GIT_PROTOCOL", request.Headers["Git-Protocol"]), ("REMOTE_ADDR", "127.0.0.1"),
        })
        {
            start.Environment[name] = value;
        }
        using var process = Process.Start(start)!;
        var output = new MemoryStream();
        var reading = process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.StandardInput.BaseStream.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length)).ConfigureAwait(false);
        process.StandardInput.Close();
        await reading.ConfigureAwait(false);
        Send(context.Response, output.ToArray());
    }

    private static void Send(HttpListenerResponse response, byte[] output)
    {
        var end = output.AsSpan().IndexOf("\r\n\r\n"u8);
        foreach (var line in Encoding.ASCII.GetString(output, 0, end).Split("\r\n"))
        {
            var (name, value) = (line[..line.IndexOf(':')], line[(line.IndexOf(':') + 1)..].Trim());
            if (name == "Status") response.StatusCode = int.Parse(value.Split(' ')[0], CultureInfo.InvariantCulture);
            else response.Headers[name] = value;
        }
        response.Close(output[(end + 4)..], willBlock: true);
    }
}
