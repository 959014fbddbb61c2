import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { FORM_SCHEMAS } from '@app/programmes';

/** The API's description, from the built application (the Swagger plug-in runs in the build only). */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Dân vận khéo API')
    .setDescription('Mọi thời điểm là UTC (ISO 8601); số điểm và tiền là chuỗi thập phân. Lỗi: application/problem+json (RFC 9457).')
    .setVersion('1')
    .addCookieAuth('dvk')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  document.components = { ...document.components, schemas: { ...document.components?.schemas, ...FORM_SCHEMAS } };
  return document;
}
