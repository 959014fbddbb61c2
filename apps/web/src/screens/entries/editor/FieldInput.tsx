export { FieldInput } from '../../../ui/form/FieldInput';
