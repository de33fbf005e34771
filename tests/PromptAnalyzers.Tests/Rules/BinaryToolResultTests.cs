namespace PromptAnalyzers.Tests.Rules;

/// <summary>PA4003: bytes, base64 and vectors as text to the model.</summary>
public sealed class BinaryToolResultTests
{
    private const Sdk Kernel = Sdk.SemanticKernel;

    // Reports

    [Fact]
    public Task Base64_of_a_file_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public string Photo(string file) => {|PA4003:Convert.ToBase64String(File.ReadAllBytes(file))|};
        """), Kernel);

    [Fact]
    public Task A_data_url_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public string Photo(byte[] image)
        {
            string data = Convert.ToBase64String(image);
            return {|PA4003:$"data:image/png;base64,{data}"|};
        }
        """), Kernel);

    [Fact]
    public Task Base64_made_in_a_helper_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public string Photo(byte[] image) => {|PA4003:Encode(image)|};

        private static string Encode(byte[] image) => Convert.ToBase64String(image);
        """), Kernel);

    [Fact]
    public Task Bytes_are_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public byte[] Photo(string file) => {|PA4003:File.ReadAllBytes(file)|};
        """), Kernel);

    [Fact]
    public Task A_vector_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public ReadOnlyMemory<float> Embed(ReadOnlyMemory<float> vector) => {|PA4003:vector|};
        """), Kernel);

    [Fact]
    public Task A_task_of_bytes_is_reported() => Verify.Reports(Snippet.Members("""
        [KernelFunction]
        public Task<byte[]> Photo(string id) => {|PA4003:http.GetByteArrayAsync(id)|};
        """), Kernel);

    // Silent

    [Fact]
    public Task Base64_of_a_hash_is_silent() => Verify.Silent(Snippet.Members("""
        [KernelFunction]
        public string Mark(byte[] image) => Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(image));
        """), Kernel);

    [Fact]
    public Task Base64_of_a_random_key_is_silent() => Verify.Silent(Snippet.Members("""
        [KernelFunction]
        public string Key() => Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        """), Kernel);

    [Fact]
    public Task Base64_of_an_identifier_is_silent() => Verify.Silent(Snippet.Members("""
        [KernelFunction]
        public string Key() => Convert.ToBase64String(Guid.NewGuid().ToByteArray());
        """), Kernel);

    [Fact]
    public Task Image_content_of_the_sdk_is_silent() => Verify.Silent(Snippet.Members("""
        [KernelFunction]
        public ImageContent Photo(byte[] image) => new(image, "image/png");
        """), Kernel);

    [Fact]
    public Task A_method_that_no_model_calls_is_silent() => Verify.Silent(Snippet.Members("""
        public string Photo(byte[] image) => Convert.ToBase64String(image);
        """), Kernel);

    [Fact]
    public Task A_reference_to_the_file_is_silent() => Verify.Silent(Snippet.Members("""
        [KernelFunction]
        public string Photo(byte[] image)
        {
            string name = Guid.NewGuid() + ".b64";
            File.WriteAllText(name, Convert.ToBase64String(image));
            return name;
        }
        """), Kernel);
}
