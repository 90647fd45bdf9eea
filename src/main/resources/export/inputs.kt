import ai.onnxruntime.*
import java.io.File
import java.nio.*
import org.json.*

fun main() {
    val environment = OrtEnvironment.getEnvironment()
    val session = environment.createSession("model.onnx")
    val rows = JSONObject(File("golden.json").readText()).getJSONArray("rows")
    for (number in 0 until rows.length()) {
        val given = rows.getJSONObject(number).getJSONObject("inputs")
        val inputs = session.inputInfo.mapValues { (name, input) ->
            val info = input.info as TensorInfo
            val list = given.getJSONArray(name).let { if (info.shape.size == 2) it.getJSONArray(0) else it }
            val shape = if (info.shape.size == 2) longArrayOf(1, list.length().toLong()) else longArrayOf(list.length().toLong())
            if (info.type == OnnxJavaType.INT64)
                OnnxTensor.createTensor(environment, LongBuffer.wrap(LongArray(list.length()) { list.getLong(it) }), shape)
            else
                OnnxTensor.createTensor(environment, FloatBuffer.wrap(FloatArray(list.length()) { list.getDouble(it).toFloat() }), shape)
        }
        println((session.run(inputs).get("answer").get().value as DoubleArray)[0])
    }
}
